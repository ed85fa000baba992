#!/usr/bin/env python3
# /// script
# requires-python = ">=3.8"
# dependencies = []
# ///
"""Set Ithaca up and run it: the one command for whoever runs the server.

    python3 start.py                     install what is missing, then start Ithaca
    python3 start.py --port 8080         ... on another port
    python3 start.py --data FOLDER       ... with its data in FOLDER
    python3 start.py --example           ... with invented people, to look round
    python3 start.py check               run all the tests
    python3 start.py COMMAND --help      help for one command (serve, worker, migrate, backup, ...)

This file uses the standard library only and runs on Python 3.8 and newer, because the Python that people have at hand
is often older than the 3.12 that Ithaca needs. It finds a fitting one, builds the folder .venv from the locked list
requirements.txt, and hands over. A second start installs nothing.
"""

import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
WINDOWS = os.name == "nt"
# The order in which versions are liked: the best tried first, the newest last, because packages follow with a delay.
MINORS = (13, 14, 12, 15)
USAGE, MISSING = 2, 3  # exit codes: something to put right first; a tool that has to be installed first

# Run by every candidate, so it must parse on any Python. A fitting one is plain CPython with the parts Django needs.
PROBE = """
import sys
import importlib
missing = []
for name in ("ssl", "sqlite3", "zlib", "ctypes", "venv"):
    try:
        importlib.import_module(name)
    except ImportError:
        missing.append(name)
import platform, sysconfig
plain = platform.python_implementation() == "CPython" and not sysconfig.get_config_var("Py_GIL_DISABLED")
try:
    import ensurepip, pyexpat
    pip = 1
except ImportError:
    pip = 0
print("|".join([str(sys.version_info[0]), str(sys.version_info[1]), str(int(plain)), str(pip), ",".join(missing)]))
"""


class Stop(Exception):
    """Set-up cannot go on: one sentence for the person, and the exit code."""

    def __init__(self, sentence, code=USAGE):
        super().__init__(sentence)
        self.code = code


def say(text):
    print(text, flush=True)


def clean_environment():
    """The environment without what another Python or virtual environment left in it."""
    strange = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__", "PIP_TARGET", "PIP_USER", "PIP_PREFIX")
    return {name: value for name, value in os.environ.items() if name not in strange}


def run(command, seconds=None):
    """Run a command to its end; return its exit code and everything it printed. One that cannot be run gives 127."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
            errors="replace",
            env=clean_environment(),
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return 127, str(error)
    return done.returncode, done.stdout


# --- finding a Python -----------------------------------------------------------------------------------------------


def home(variable, *parts):
    """The folder an environment variable names, or the given place under the home folder."""
    return os.environ.get(variable) or os.path.join(os.path.expanduser("~"), *parts)


def places(minor):
    """Where a Python 3.`minor` may lie, as commands to try. A name proves nothing: a shim may refuse when it is run."""
    version = "3.%d" % minor
    found = []
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found.append(os.path.join(folder, "python" + version))
    share = home("XDG_DATA_HOME", ".local", "share")
    patterns = [
        (home("PYENV_ROOT", ".pyenv"), "versions/%s.*/bin/python3" % version),
        (home("PYENV_ROOT", ".pyenv"), "pyenv-win/versions/%s.*/python.exe" % version),
        (home("ASDF_DATA_DIR", ".asdf"), "installs/python/%s.*/bin/python3" % version),
        (os.environ.get("MISE_DATA_DIR") or os.path.join(share, "mise"), "installs/python/%s*/bin/python3" % version),
        (os.environ.get("UV_PYTHON_INSTALL_DIR", ROOT), "cpython-%s.*/bin/python3" % version),
        (os.path.join(share, "uv", "python"), "cpython-%s.*/bin/python3" % version),
        (os.path.join(os.environ.get("APPDATA", ROOT), "uv", "python"), "cpython-%s.*/python.exe" % version),
        (os.path.join(ROOT, ".uv", "python"), "cpython-%s.*/bin/python3" % version),
        (os.path.join(ROOT, ".uv", "python"), "cpython-%s.*/python.exe" % version),
        ("/opt/homebrew", "opt/python@%s/bin/python%s" % (version, version)),
        ("/usr/local", "opt/python@%s/bin/python%s" % (version, version)),
        ("/usr/local", "bin/python%s" % version),
        ("/home/linuxbrew/.linuxbrew", "bin/python%s" % version),
        ("/Library/Frameworks/Python.framework/Versions", "%s/bin/python%s" % (version, version)),
        (os.path.join(os.environ.get("LOCALAPPDATA", ROOT), "Programs", "Python"), "Python3%d/python.exe" % minor),
        (os.environ.get("PROGRAMFILES", ROOT), "Python3%d/python.exe" % minor),
        ("C:/", "Python3%d/python.exe" % minor),
    ]
    for folder, pattern in patterns:
        found.extend(sorted(glob.glob(os.path.join(glob.escape(folder), pattern)), reverse=True))
    commands = [[path] for path in found if os.path.isfile(path)]
    return commands + ([["py", "-" + version]] if WINDOWS else [])


def probe(command):
    """Run one candidate. Returns (minor version, has ensurepip) for a fitting Python, else None."""
    code, output = run([*command, "-c", PROBE], seconds=30)
    match = re.search(r"^(\d+)\|(\d+)\|([01])\|([01])\|(.*)$", output, re.MULTILINE)
    if code != 0 or match is None:
        return None
    major, minor, plain, pip, missing = match.groups()
    if major != "3" or int(minor) not in MINORS or plain != "1" or missing:
        return None
    return int(minor), pip == "1"


def find_python(need_pip):
    """The first fitting Python: (command or None, one that only lacks ensurepip or None)."""
    without_pip = None
    tried = set()
    for command in [[sys.executable]] + [command for minor in MINORS for command in places(minor)]:
        if not command[0] or tuple(command) in tried:
            continue
        tried.add(tuple(command))
        fit = probe(command)
        if fit is not None and (fit[1] or not need_pip):
            return command, without_pip
        if fit is not None and without_pip is None:
            without_pip = command
    return None, without_pip


def find_uv():
    """A uv that runs, or None."""
    name = "uv.exe" if WINDOWS else "uv"
    user = os.path.expanduser("~")
    for path in (
        shutil.which("uv"), os.path.join(user, ".local", "bin", name), os.path.join(user, ".cargo", "bin", name),
        os.path.join(ROOT, ".uv", "tool", "bin", name),
    ):  # fmt: skip
        if path and os.path.isfile(path) and run([path, "--version"], seconds=30)[0] == 0:
            return path
    return None


def fetch_uv():
    """Fetch uv with pip into the private folder .uv; None if that cannot be done."""
    say("Fetching uv, the tool that can fetch a newer Python (about a minute) ...")
    folder = os.path.join(ROOT, ".uv")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, ".gitignore"), "w") as ignore:
        ignore.write("*\n")
    target = os.path.join(folder, "tool")
    pip = [sys.executable, "-m", "pip", "install", "--retries", "2", "--disable-pip-version-check"]
    run([*pip, "--upgrade", "--target", target, "uv"])
    return find_uv()


def fetch_python(uv, without_pip):
    """Last resort when no Python fits: uv (fetched if need be) brings Python 3.13. Returns (uv, command)."""
    uv = uv or fetch_uv()
    if uv and without_pip:
        return uv, without_pip
    if uv:
        say("Fetching Python 3.13 with uv (about a minute) ...")
        os.environ["UV_PYTHON_INSTALL_DIR"] = os.path.join(ROOT, ".uv", "python")
        run([uv, "python", "install", "3.13"])
        command, _ = find_python(need_pip=False)
        if command:
            return uv, command
    if without_pip:
        raise Stop(
            "The Python at %s cannot make virtual environments: install the package python3-venv (on Debian and "
            "Ubuntu: sudo apt install python3-venv) and start again." % without_pip[0], MISSING)  # fmt: skip
    raise Stop(
        "Ithaca needs Python 3.12, 3.13 or 3.14; none was found here and none could be fetched: install one from "
        "python.org or your system's packages, or check the network, and start again.", MISSING)  # fmt: skip


# --- building .venv -------------------------------------------------------------------------------------------------


def venv_python():
    return os.path.join(ROOT, ".venv", *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))


def wanted_stamp():
    """What a finished .venv is stamped with: the lock's hash, and the folder it was built for (it cannot be moved)."""
    with open(os.path.join(ROOT, "requirements.txt"), "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest() + "\n" + ROOT + "\n"


def read_stamp():
    try:
        with open(os.path.join(ROOT, ".venv", "ithaca-stamp"), encoding="utf-8") as stamp:
            return stamp.read()
    except OSError:
        return ""


def ready():
    """Is .venv finished, built for this lock and this folder, and does its Python still run?"""
    unfinished = os.path.exists(os.path.join(ROOT, ".venv", "ithaca-installing"))
    return not unfinished and read_stamp() == wanted_stamp() and os.path.exists(venv_python())


def claim(marker):
    """Mark the build as begun, and make sure that nobody else is at it. The mark goes when the build is whole."""
    handle = open(marker, "a")  # noqa: SIM115 - held open until the build is done: the lock goes with it
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass  # Windows: the files in use are locked there anyway
    except OSError:
        raise Stop("Another start.py is installing into .venv at this moment: wait until it has finished.") from None
    return handle


def empty(folder, keep):
    """Clear a half-built or outdated .venv, except for the mark."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name != keep and os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        elif name != keep:
            os.remove(path)


def install(command, log):
    """Run an installer, count its packages, keep its words in `log`. Returns its exit code and last words."""
    with open(os.path.join(ROOT, "requirements.txt"), encoding="utf-8") as lock:
        total = len(re.findall(r"^[A-Za-z0-9].*==", lock.read(), re.MULTILINE))
    terminal = sys.stdout.isatty()
    seen, last = 0, ""
    with open(log, "a", encoding="utf-8") as record:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            universal_newlines=True, errors="replace", env=clean_environment(),
        )  # fmt: skip
        for line in process.stdout:
            record.write(line)
            last = (last + line)[-4000:]
            if line.startswith(("Collecting", " + ", "Requirement already satisfied")):
                seen += 1
                if terminal:
                    print("\r  %d of about %d packages " % (min(seen, total), total), end="", flush=True)
                elif seen % 20 == 0:
                    say("  %d of about %d packages" % (min(seen, total), total))
            elif line.startswith("Installing collected"):
                say(("\n" if terminal else "") + "  everything fetched, unpacking (about half a minute) ...")
        if terminal and seen:
            print()
        return process.wait(), last


def last_line(words):
    return (words.strip().splitlines() or ["no reason given."])[-1]


def fill(uv, log):
    """Install the locked packages into .venv, with uv if there is one, else (or if it fails) with pip."""
    lock = ["--require-hashes", "-r", os.path.join(ROOT, "requirements.txt")]
    words = ""
    if uv:
        code, words = install([uv, "pip", "install", "--python", venv_python(), "--compile-bytecode", *lock], log)
        if code == 0:
            return
    if run([venv_python(), "-m", "pip", "--version"])[0] == 0 or run([venv_python(), "-m", "ensurepip"])[0] == 0:
        pip = [venv_python(), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--retries", "2"]
        code, words = install(pip + lock, log)
        if code == 0:
            return
    if re.search(r"resolution|[Cc]onnect|time.?out|dns error|sending request|unreachable|No matching distrib", words):
        raise Stop("The packages could not be fetched: check the network (or proxy), then start again. Details: " + log)
    raise Stop("The packages could not be installed: %s Details: %s" % (last_line(words), log))


def build():
    """Make .venv whole: a fitting Python, the locked packages, the stamp."""
    folder = os.path.join(ROOT, ".venv")
    marker = os.path.join(folder, "ithaca-installing")
    if os.path.islink(folder):  # what it leads to belongs to another checkout: nothing there is emptied
        os.remove(folder)
    os.makedirs(folder, exist_ok=True)
    half_built = os.path.exists(marker)
    held = claim(marker)
    stamp = read_stamp()
    usable = not half_built and (not stamp or stamp.endswith("\n" + ROOT + "\n")) and probe([venv_python()]) is not None
    uv = find_uv()
    if not usable:
        command, without_pip = find_python(need_pip=uv is None)
        if command is None:
            uv, command = fetch_python(uv, without_pip)
        say("Setting Ithaca up with the Python at " + command[0])
        empty(folder, keep=os.path.basename(marker))
        made = [uv, "venv", "--allow-existing", "--python", command[0], folder] if uv and len(command) == 1 else None
        code, words = run(made) if made else (1, "")
        if code != 0:
            code, words = run([*command, "-m", "venv", folder])
        if code != 0 and "ensurepip" in words:
            raise Stop("Python cannot make virtual environments: install the package python3-venv.", MISSING)
        if code != 0:
            raise Stop("The folder .venv could not be made: " + last_line(words))
    say("Installing the packages Ithaca stands on. This needs the network and takes one to three minutes, once.")
    try:
        fill(uv, os.path.join(folder, "ithaca-install.log"))
    except Stop:
        if usable and stamp:  # an update that fetched nothing: what was there before still works, so leave it in place
            os.remove(marker)
        raise
    finish(folder)
    held.close()
    os.remove(marker)
    say("Installed.")


def finish(folder):
    """Let the environment find this checkout, and stamp it."""
    _, packages = run([venv_python(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    with open(os.path.join(packages.strip(), "ithaca-checkout.pth"), "w", encoding="utf-8") as path:
        path.write(ROOT + "\n")
    with open(os.path.join(folder, "ithaca-stamp"), "w", encoding="utf-8") as stamp:
        stamp.write(wanted_stamp())


def hand_over(arguments):
    """Become `python -m ithaca ...` in .venv (on Windows: run it and pass on its exit code)."""
    command = [venv_python(), "-P", "-m", "ithaca", *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, clean_environment())  # noqa: S606 - no shell is wanted
    child = subprocess.Popen(command, env=clean_environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # Ctrl+C reaches the child as well; wait until it has stopped cleanly


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        say(__doc__)
        return 0
    try:
        if not ready():
            build()
    except Stop as stop:
        print("start.py: %s" % stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nstart.py: stopped. The next start begins the installation again.", file=sys.stderr)
        return 130
    except OSError as error:
        print("start.py: cannot write %s: %s." % (error.filename, error.strerror), file=sys.stderr)
        return USAGE
    return hand_over(arguments if arguments and not arguments[0].startswith("-") else ["start", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
