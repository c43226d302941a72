#!/bin/sh
# Every paper with every sample, in both languages, as PNG: what a receipt printer prints, and the
# page of an office printer. For the eye; README's pictures are six of these.
#   scripts/gallery.sh FOLDER
set -eu

root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
folder=${1:?"usage: scripts/gallery.sh FOLDER"}
till=${TILL:-$root/till}
mkdir -p "$folder"

for language in en zh-Hans; do
  if [ "$language" = en ]; then
    printer=epson-tm-80 shop="Yong'an Phones & Daily Goods, Zhengzhou"
    part="Part 1 of 3 · Finance" void=VOID
  else
    printer=generic-zh-80 shop=郑州永安手机日用品有限公司
    part="第一联 财务联" void=作废
  fi
  for sample in "$root/receipts/samples/$language"/*.json; do
    name=$(basename "$sample" .json)
    template=$root/receipts/$language/${name%%.*}.receipt
    set --
    case $name in
      slip.unpaid) set -- --part "$part" ;;
      slip*) set -- --part "$part" --stamp "$shop" ;;
      receipt*) set -- --stamp "$shop" ;;
      *.void) set -- --void "$void" ;;
    esac
    "$till" render "$template" --data "$sample" "$@" --profile "$printer" --to png \
      -o "$folder/$language-$name.$printer.png"
    for page in a4 form-241; do
      "$till" render "$template" --data "$sample" "$@" --profile $page --to pdf \
        -o "$folder/$language-$name.$page.pdf"
      pdftoppm -png -r 90 -f 1 -l 1 -singlefile "$folder/$language-$name.$page.pdf" \
        "$folder/$language-$name.$page"
    done
  done
done
