"""Files of every format, made as people make them."""

import io
import json

import numpy as np
import safetensors.numpy


def as_npz(arrays, compressed=False):
    file = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(file, **arrays)
    return file.getvalue()


def as_npy(array):
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return file.getvalue()


def as_json(content):
    return json.dumps(content, default=lambda a: np.asarray(a).tolist()).encode()


def as_safetensors(arrays):
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    return safetensors.numpy.save(plain)


def as_csv(matrix, separator=","):
    file = io.StringIO()
    np.savetxt(file, matrix, delimiter=separator)
    return file.getvalue().encode()


FORMATS = {
    "npz": as_npz,
    "compressed npz": lambda arrays: as_npz(arrays, compressed=True),
    "json": as_json,
    "safetensors": as_safetensors,
}
