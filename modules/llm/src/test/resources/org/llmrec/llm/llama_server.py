"""llama.cpp's own server, for tests.

Arguments: a GGUF file, threads, tokens of context. Prints one line of JSON with its address when it answers, and ends when its
standard input does: a test that is killed leaves no server behind.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

import xllamacpp


def main() -> None:
    file, threads, context = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    # The library prints on standard output too: the address goes out by a copy of it, all else with the errors.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    params = xllamacpp.CommonParams()
    params.model.path = file
    params.n_ctx = context
    params.n_parallel = 2
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.cpuparams.poll = 0
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    server = xllamacpp.Server(params)
    address = server.listening_address
    while True:
        try:
            with urllib.request.urlopen(address + "/health") as answer:
                if answer.status == 200:
                    break
        except urllib.error.HTTPError:
            pass  # 503 while the model is loaded
        time.sleep(0.05)
    out.write(json.dumps({"address": address}) + "\n")
    out.flush()
    sys.stdin.buffer.read()
    # Not by way of the interpreter's end, which waits for the library's threads.
    os._exit(0)


main()
