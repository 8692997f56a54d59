#!/usr/bin/env bash
# promise: python3 makes a virtual environment in the build profile, and installs wheels and sources there offline, and runs scripts that use processes and sockets
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project && cd project || exit
source "$SOURCE/promises/mischief.bash"
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

# A wheel is an archive with a list of what is in it; a package in source form runs a script of its own.
mkdir -p wheels source
python3 - <<'EOT'
import zipfile
with zipfile.ZipFile("wheels/tiny-1-py3-none-any.whl", "w") as wheel:
    wheel.writestr("tiny.py", "def two(): return 2\n")
    wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
    wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr("tiny-1.dist-info/RECORD", "tiny.py,,\n")
EOT
cat >source/setup.py <<'EOT'
import setuptools, subprocess
subprocess.run(["sh", "../mischief.sh"], check=True)
setuptools.setup(name="local", version="1", py_modules=["local"])
EOT
echo 'three = 3' >source/local.py
lay_mischief
pip=(builder environment/bin/pip --disable-pip-version-check)
works 'pip installs a wheel from a directory' "${pip[@]}" install --find-links wheels tiny
works '    and sources, with their setup.py' "${pip[@]}" install --no-build-isolation --no-use-pep517 ./source
no_mischief '    which has achieved nothing'
says '2 3' '    both can be used' builder environment/bin/python -c 'import local, tiny; print(tiny.two(), local.three)'
refused 'a package that is not in the directory is not fetched' "${pip[@]}" install --find-links wheels absent
refused 'there is nothing of it in the cache of the host' test -e "$HOME/.cache/pip"
careless_mischief
