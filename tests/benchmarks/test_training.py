"""A test of the benchmark of training where there is no PyTorch."""

import pytest

from benchmarks import training


def test_without_pytorch_it_says_how_to_get_it(monkeypatch, tmp_path):
    given = ["training", "--torch", str(tmp_path / "python")]
    monkeypatch.setattr("sys.argv", given)
    with pytest.raises(SystemExit, match="make peers"):
        training.main()
