"""Tests that the container files agree with each other and with the app."""

import re
import tomllib

import yaml

from rnn_core.loading import LARGEST_FILE
from tests.browser.visiting import ROOT
from views.shell.own_network.panel import ABOUT

DEPLOY = ROOT / "deploy"


def test_ports_and_names_agree():
    image = (DEPLOY / "Containerfile").read_text("utf-8")
    proxy = (DEPLOY / "nginx.conf").read_text("utf-8")
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    (port,) = re.findall(r"EXPOSE (\d+)", image)
    assert f"--server.port={port}" in image
    servers = dict(re.findall(r"server (\w+):(\d+) ", proxy))
    assert set(servers.values()) == {port}
    assert servers.keys() == compose["services"].keys() - {"proxy"}
    (listens,) = re.findall(r"listen (\d+);", proxy)
    assert compose["services"]["proxy"]["ports"] == [f"{listens}:{listens}"]
    deployment, service, ingress = yaml.safe_load_all(
        (DEPLOY / "kubernetes.yaml").read_text("utf-8")
    )
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    assert container["ports"] == [{"containerPort": int(port)}]
    assert service["spec"]["ports"][0]["targetPort"] == int(port)
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"] == labels
    path = ingress["spec"]["rules"][0]["http"]["paths"][0]
    assert path["backend"]["service"]["name"] == service["metadata"]["name"]
    user = deployment["spec"]["template"]["spec"]["securityContext"]["runAsUser"]
    assert f"USER {user}:" in image


def test_the_largest_file_passes_everywhere():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    limit = settings["server"]["maxUploadSize"]
    proxy = (DEPLOY / "nginx.conf").read_text("utf-8")
    (body,) = re.findall(r"client_max_body_size (\d+)m;", proxy)
    assert int(body) == limit + 1
    assert limit * 2**20 >= LARGEST_FILE
    assert f"Up to {limit} MB" in ABOUT, "the box says the server's limit"
    assert f"proxy-body-size: {body}m" in (DEPLOY / "kubernetes.yaml").read_text()


def test_the_image_holds_all_that_the_app_needs():
    """What is copied is what `app.py` and its packages are."""
    image = (DEPLOY / "Containerfile").read_text("utf-8")
    taken = set(re.findall(r"^COPY (\S+) \S+$", image, re.MULTILINE))
    packages = {"rnn_core", "derivations", "views", ".streamlit", "app.py"}
    assert taken == packages | {"requirements.lock"}
    kept = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {name[1:] for name in kept if name.startswith("!")} == taken
    assert "--require-hashes -r requirements.lock" in image
