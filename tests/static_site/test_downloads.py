"""Tests of what the site is made of: sums are compared, registries may be away."""

import hashlib

import pytest

from static_site import downloads
from static_site.downloads import OutOfReachError, Package, WrongSumError, checked
from static_site.files import archive, in_archive, module_name, of_wheels
from static_site.parts import DERIVE, FIRST, MORE, PYTHON, REST, parts

FILES = {
    "a/b.py": b"x = 1\n",
    "a/data.txt": b"1",
    "c/__init__.py": b"",
    "sympy/core/add.py": b"",
}


def test_what_has_another_sum_is_refused():
    assert checked(b"ab", hashlib.sha256(b"ab").hexdigest(), "it") == b"ab"
    with pytest.raises(WrongSumError, match="it has the SHA-256"):
        checked(b"ab", hashlib.sha256(b"ac").hexdigest(), "it")


def test_a_registry_that_has_it_not_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutOfReachError, match="npm could not download"):
        downloads.npm_package(Package("nothing", "0", ""))


def test_an_archive_is_always_the_same():
    made = archive(FILES)
    assert made == archive(dict(FILES))
    assert in_archive(made) == FILES
    assert module_name("c/__init__.py") == "c"
    assert module_name("a/b.py") == "a.b"


def test_of_a_wheel_tests_and_headers_are_left_out():
    wheel = archive(
        {
            "sympy/core/tests/test_add.py": b"",
            "numpy/core.h": b"",
            "sympy/core/add.py": b"x",
            "sympy-1.dist-info/METADATA": b"m",
            "sympy-1.dist-info/RECORD": b"r",
        }
    )
    assert of_wheels([wheel]) == {
        "sympy/core/add.py": b"x",
        "sympy-1.dist-info/METADATA": b"m",
    }


def test_every_file_is_in_one_archive_and_late_modules_are_found():
    files = {
        "streamlit/__init__.py": b"",
        "views/__init__.py": b"",
        "unheard_of/package.py": b"",
        "sympy/core/add.py": b"",
        "sympy/nowhere_used.py": b"",
    }
    python = {"abc.py": b"", "pdb.py": b"", "readme.txt": b""}
    shared = parts(files, python)
    found = {path for part in shared.files.values() for path in part}
    assert found == {*files, *python}
    assert [*shared.files[FIRST]] == ["streamlit/__init__.py", "views/__init__.py"]
    assert [*shared.files[PYTHON]] == ["abc.py", "readme.txt"]
    assert shared.places == {
        "pdb": REST,
        "views": FIRST,
        "unheard_of.package": REST,
        "sympy.core.add": DERIVE,
        "sympy.nowhere_used": MORE,
    }
