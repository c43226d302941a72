import Glibc

// A printer's or a pager's end must not end the till: a closed pipe is an ordinary error here.
signal(SIGPIPE, SIG_IGN)
Till.start()
