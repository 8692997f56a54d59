#!/usr/bin/env bash
# promise: python3 makes a virtual environment in the build profile, and runs scripts in it that use processes and sockets
# limit: 90
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project && cd project || exit
works 'python3 -m venv makes one' "$SANDBOX" -p build python3 -m venv environment
cat >script.py <<'EOT'
import concurrent.futures, getpass, multiprocessing, os, pwd, socket, sys, tempfile, threading

def square(number):
    return number * number

if __name__ == "__main__":
    assert sys.prefix != sys.base_prefix, "not in the virtual environment"
    assert getpass.getuser() and pwd.getpwuid(os.getuid()).pw_dir == os.path.expanduser("~")
    with multiprocessing.Pool(2) as pool:  # needs /dev/shm
        assert pool.map(square, range(5)) == [0, 1, 4, 9, 16]
    with concurrent.futures.ThreadPoolExecutor() as threads:
        assert list(threads.map(square, [3])) == [9]
    with tempfile.TemporaryDirectory() as directory, open(directory + "/file", "w") as file:
        file.write("x")
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=lambda: server.accept()[0].sendall(b"hello"), daemon=True).start()
    print(socket.create_connection(server.getsockname()).recv(5).decode())
EOT
says hello 'a script in it uses processes, threads, files and its own loopback' \
  "$SANDBOX" -p build environment/bin/python script.py
says hello 'also when the environment is activated' \
  "$SANDBOX" -p build bash -c 'source environment/bin/activate && python script.py'
works 'pip is there' "$SANDBOX" -p build environment/bin/pip --version
refused 'a script that fails is a failure here, too' "$SANDBOX" -p build environment/bin/python -c 'raise SystemExit(1)'
