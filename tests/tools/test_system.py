"""Tests of system programs: found, installed with apt and root, or reported missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "system.sh"
APT = """#!/bin/sh
echo "$@" >> {log}
for last; do :; done
[ "$1" = install ] && printf '#!/bin/sh\n' > {folder}/$last && chmod +x {folder}/$last
exit 0
"""


@pytest.fixture
def machine(tmp_path):
    """Run the script on a machine with nothing but a shell."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("env", "chmod"):
        (folder / name).symlink_to(shutil.which(name))

    def has(name, text="#!/bin/sh\n"):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)

    def asked(*names, user=1000, **environment):
        has("id", f"#!/bin/sh\necho {user}\n")
        return subprocess.run(
            ["/bin/sh", SCRIPT, *names],
            env={"PATH": str(folder), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    asked.has = has
    asked.folder = folder
    return asked


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_of_any_name_will_do(machine, name):
    machine.has(name)
    done = machine("chromium")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("user", [0, 1000])
def test_a_missing_browser_is_an_error(machine, user):
    done = machine("chromium", user=user)
    assert done.returncode == 1
    assert "need Chromium or Chrome on PATH" in done.stderr


def test_tex_may_be_missing_where_nobody_may_install_it(machine):
    machine.has("apt-get", APT.format(log="/dev/null", folder=machine.folder))
    machine.has("chromium")
    done = machine("chromium", "tex")
    assert done.returncode == 0
    assert done.stdout == (
        "No tex found, and no apt with root to install it: its tests are skipped.\n"
    )


def test_root_has_what_is_missing_installed(machine, tmp_path):
    log = tmp_path / "log"
    machine.has("apt-get", APT.format(log=log, folder=machine.folder))
    done = machine("chromium", user=0)
    assert done.returncode == 0, done.stderr
    assert log.read_text().splitlines() == ["update -qq", "install -y -qq chromium"]
    assert (machine.folder / "chromium").exists()


def test_what_cannot_be_installed_is_an_error(machine):
    machine.has("apt-get", "#!/bin/sh\nexit 100\n")
    done = machine("tex", user=0)
    assert done.returncode == 1
    assert "tex could not be installed" in done.stderr


def test_an_old_python_is_refused_in_words(machine):
    machine.has("python3", "#!/bin/sh\nexit 1\n")
    done = machine("venv")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


def test_nothing_is_installed_in_place_of_a_python_that_was_named(machine):
    machine.has("apt-get", "#!/bin/sh\nexit 0\n")
    done = machine("venv", user=0, PYTHON="python3.99")
    assert done.returncode == 1
    assert done.stderr == "python3.99 does not run, or has no venv module.\n"
