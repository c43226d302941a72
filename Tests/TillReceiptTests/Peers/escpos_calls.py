"""What python-escpos 3.1 sends for simple calls: one JSON object, a call's name to its bytes in hex.

Read by PeerTests.swift, which has a call of ours for each name. Nothing is printed or connected to.
"""
import base64
import contextlib
import io
import json
import sys

from escpos.magicencode import Encoder
from escpos.printer import Dummy
from PIL import Image

# The code pages of the profile `peer` in PrinterFixtures.swift: a page's name to its number.
PAGES = {"CP437": 0, "CP850": 2, "CP860": 3, "CP1252": 16, "CP866": 17, "CP852": 18, "CP858": 19}

answers = {}


def call(name, *steps):
    """Each step is done to one new printer that was just told `ESC t 0`."""
    printer = Dummy(
        profile="TM-T20II", magic_encode_args={"encoding": "CP437", "encoder": Encoder(PAGES)}
    )
    # It talks to standard output, which is ours.
    with contextlib.redirect_stdout(sys.stderr):
        for step in steps:
            step(printer)
    answers[name] = printer.output.hex()


def text(words):
    return lambda printer: printer.text(words)


def style(**how):
    return lambda printer: printer.set(**how)


def size(width, height):
    return style(custom_size=True, width=width, height=height)


def png():
    """83 x 300 dots, no two rows alike, the last byte of each row not full."""
    image = Image.new("1", (83, 300), 1)
    for y in range(image.height):
        for x in range(image.width):
            if (x * 7 + y * 13) % 11 < 4:
                image.putpixel((x, y), 0)
    return image


call("plain", text("plain\n"))
call("bold", style(bold=True), text("x"), style(bold=False), text("\n"))
call("underline", style(underline=1), text("x"), style(underline=0), text("\n"))
call("invert", style(invert=True), text("x"), style(invert=False), text("\n"))
for width, height in [(2, 1), (1, 2)] + [(n, n) for n in range(2, 7)]:
    call(f"size {width}x{height}", size(width, height), text("x"), size(1, 1), text("\n"))
call(
    "all at once",
    style(bold=True, underline=1, invert=True, custom_size=True, width=3, height=3),
    text("x"),
    style(bold=False, underline=0, invert=False, custom_size=True, width=1, height=1),
    text("\n"),
)
# Each text keeps its page as long as that has the letters, then takes the lowest that has.
for name, words in {
    "French": "Ça coûte très cher, œuvre à 5 €",
    "Polish": "Żółć, łódź i gęś",
    "Russian": "Чек № 5: Привет",
    "Portuguese": "Ação, maçã, São João",
    "German": "Größe: 5 × 3 m², Straße",
    "box": "┌──┬─┐",
}.items():
    call(name, text(words + "\n"))

call("cut", lambda p: p.cut())
call("cut partly", lambda p: p.cut(mode="PART"))
call("cut without feed", lambda p: p.cut(feed=False))
call("kick 2", lambda p: p.cashdraw(2))
call("kick 5", lambda p: p.cashdraw(5))
call("kick longer", lambda p: p.cashdraw([27, 112, 0, 50, 250]))

for name, kind, code in [
    ("ean-13", "EAN13", "6901028075862"),
    ("ean-8", "EAN8", "96385074"),
    ("upc-a", "UPC-A", "036000291452"),
    ("code39", "CODE39", "TILL 39-A.B"),
    ("itf", "ITF", "12345678"),
    ("codabar", "CODABAR", "A12-34:5B"),
    ("nw7", "NW7", "C$1.5+6D"),
    ("code93", "CODE93", "Till 93"),
    ("code128", "CODE128", "{BS1-000128{{x"),
]:
    for text_name, position in [("", "OFF"), (" with its text", "BELOW")]:
        call(
            name + text_name,
            lambda p: p.barcode(
                code, kind, height=60, width=2, pos=position, align_ct=True, function_type="B"
            ),
        )

for level in range(4):
    call(
        f"qr {'LMQH'[level]}",
        lambda p: p.qr("https://shop.example/永安?n=1", ec=level, size=level + 3, native=True),
    )

call("image", lambda p: p.image(png(), fragment_height=128))
file = io.BytesIO()
png().save(file, "PNG")
answers["png"] = base64.b64encode(file.getvalue()).decode()

json.dump(answers, sys.stdout)
