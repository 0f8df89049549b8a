"""Reads .npz archives: members counted first, each no larger than it says."""

import io
import zipfile
from typing import Any

from .limits import LARGEST_FILE, LONGEST_INDEX, MOST_ENTRIES
from .messages import shown
from .npy import Unread, read_npy
from .signatures import CONVERT_TORCH

_END = b"PK\x05\x06"
_FAR_END = b"PK\x06\x07"


def read_npz(data: bytes) -> dict[str, Any]:
    """The arrays of an archive by name; ValueError in words where it is none."""
    if _is_torch(data):
        raise ValueError(
            "is a PyTorch file, which holds a pickle: pickles can run code and are "
            f"never read. Convert it in Python:\n\n{CONVERT_TORCH}"
        )
    _bounded_list(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members(archive)
    except ValueError:
        raise
    except Exception:  # zipfile raises a dozen kinds where an archive is damaged
        raise ValueError("is an archive that is damaged") from None


def _members(archive: zipfile.ZipFile) -> dict[str, Any]:
    members = archive.infolist()
    names = [member.filename for member in members]
    if "[Content_Types].xml" in names:
        raise ValueError("is an Office document; save the matrix as .csv")
    if len(set(names)) < len(names):
        raise ValueError("is an archive with two members of one name")
    if not any(name.endswith(".npy") for name in names):
        raise ValueError("is an archive without arrays; NumPy's np.savez makes one")
    declared = sum(member.file_size for member in members)
    if declared > LARGEST_FILE:
        raise ValueError(
            f"unpacks to {declared:,} bytes; the largest network with its gradients "
            f"needs {LARGEST_FILE:,}"
        )
    return {
        member.filename.removesuffix(".npy"): _member(archive, member)
        for member in members
        if member.filename.endswith(".npy")
    }


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Any:
    name = shown(member.filename)
    plain = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if member.flag_bits & 1 or not plain:
        raise ValueError(f"has a member {name} that is encrypted or packed oddly")
    with archive.open(member) as file:
        try:
            array = read_npy(file, member.file_size)
        except ValueError as error:
            raise ValueError(f"has a member {name} that {error}") from None
        if not isinstance(array, Unread) and file.read(1):
            raise ValueError(f"has a member {name} that is larger than it says")
    return array


def _is_torch(data: bytes) -> bool:
    """Whether an archive has PyTorch's pickle: in front, or in its list of members.

    PyTorch ends its archives as those of more than 4 GB end, which are not read here.
    """
    first = data[30 : 30 + int.from_bytes(data[26:28], "little")]
    return first.endswith(b"data.pkl") or b"/data.pkl" in data[-LONGEST_INDEX:]


def _bounded_list(data: bytes) -> None:
    """How many members there are, by the archive's end, before anything lists them.

    The end must be the last 22 bytes, as NumPy writes it: what stands there is then all
    that the list of members is read by.
    """
    end = data[-22:]
    if end[:4] != _END or end[20:] != b"\0\0" or data[-42:-38] == _FAR_END:
        raise ValueError("is an archive that does not end as an .npz file does")
    members = int.from_bytes(end[10:12], "little")
    size = int.from_bytes(end[12:16], "little")
    if members > MOST_ENTRIES or size > LONGEST_INDEX:
        raise ValueError(
            f"is an archive of {members:,} members; at most {MOST_ENTRIES}"
        )
