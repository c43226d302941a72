import EscposBackend
import Glibc

exit(Backend.run(CommandLine.arguments))
