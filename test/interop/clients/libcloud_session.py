"""Apache Libcloud's CloudStack driver, through the life of a guest."""

from libcloud.common.types import InvalidCredsError, ProviderError
from libcloud.compute.drivers.cloudstack import CloudStackNodeDriver
from libcloud.compute.types import KeyPairDoesNotExistError, NodeState, StorageVolumeState

from steps import Session, equal, raises

session = Session()
given, found, step = session.given, session.found, session.step
NOWHERE = "00000000-0000-4000-8000-000000000000"


def connect(secret):
    driver = CloudStackNodeDriver(key=given.apiKey, secret=secret, url=given.endpoint, secure=False)
    driver.connection.poll_interval = 0.05
    return driver


cloud = connect(given.secretKey)


@step("locations, images and sizes are listed")
def _():
    found.location = cloud.list_locations()[0]
    found.image = cloud.list_images(location=found.location)[0]
    found.size = cloud.list_sizes()[0]
    assert found.location.name and found.image.name and found.size.ram > 0
    assert found.image.extra["format"] and found.image.extra["hypervisor"]


@step("a node is deployed and started")
def _():
    found.node = cloud.create_node(
        name="web-1",
        size=found.size,
        image=found.image,
        location=found.location,
        ex_displayname="Grün & co (1) *",
        ex_userdata="#!/bin/sh\necho ~ é",
        ex_start_vm=True,
    )
    equal((found.node.name, found.node.state), ("web-1", NodeState.RUNNING))


@step("a node is deployed and left stopped")
def _():
    found.idle = cloud.create_node(name="web-2", size=found.size, image=found.image, ex_start_vm=False)
    equal(found.idle.state, NodeState.STOPPED)


@step("the nodes are listed, and one is found by its id")
def _():
    names = {node.id: node.name for node in cloud.list_nodes()}
    equal((names[found.node.id], names[found.idle.id]), ("web-1", "web-2"))
    equal(cloud.ex_get_node(found.node.id).name, "web-1")


@step("a node is stopped, started and rebooted")
def _():
    equal(cloud.ex_stop(found.node), "Stopped")
    equal(cloud.ex_get_node(found.node.id).state, NodeState.STOPPED)
    equal(cloud.ex_start(found.node), "Running")
    equal(cloud.reboot_node(found.node), True)
    equal(cloud.ex_get_node(found.node.id).state, NodeState.RUNNING)


@step("tags are put on a node and taken off again")
def _():
    cloud.ex_create_tags([found.node.id], "UserVm", {"role": "web", "owner": "é (b) *"})
    equal(cloud.ex_get_node(found.node.id).extra["tags"], {"role": "web", "owner": "é (b) *"})
    cloud.ex_delete_tags([found.node.id], "UserVm", ["role"])
    equal(cloud.ex_get_node(found.node.id).extra["tags"], {"owner": "é (b) *"})


@step("key pairs are made, imported, listed and deleted")
def _():
    created = cloud.create_key_pair("made")
    assert created.private_key.startswith("-----BEGIN"), created.private_key
    imported = cloud.import_key_pair_from_string("imported", "ssh-rsa AAAAB3NzaC1yc2E+/== someone@host")
    equal(imported.name, "imported")
    equal(cloud.get_key_pair("made").fingerprint, created.fingerprint)
    equal(sorted(pair.name for pair in cloud.list_key_pairs()), ["imported", "made"])
    # It returns False: it looks for the text "true", which servers sent up to 4.15 where they now send a boolean.
    cloud.delete_key_pair(created)
    equal([pair.name for pair in cloud.list_key_pairs()], ["imported"])
    raises(KeyPairDoesNotExistError, lambda: cloud.get_key_pair("made"))


@step("a volume is created, attached, detached and deleted")
def _():
    volume = cloud.create_volume(size=7, name="data-1", location=found.location)
    equal(cloud.ex_get_volume(volume.id).name, "data-1")
    cloud.attach_volume(found.node, volume)
    equal([v.state for v in cloud.list_volumes(node=found.node) if v.id == volume.id], [StorageVolumeState.INUSE])
    cloud.detach_volume(volume)
    assert volume.id not in [v.id for v in cloud.list_volumes(node=found.node)]
    assert volume.id in [v.id for v in cloud.list_volumes()]
    equal(cloud.destroy_volume(volume), True)
    assert volume.id not in [v.id for v in cloud.list_volumes()]


@step("an id that belongs to nothing is an error that names it")
def _():
    found.node.id, known = NOWHERE, found.node.id
    error = raises(Exception, lambda: cloud.ex_stop(found.node))
    found.node.id = known
    assert NOWHERE in str(error), error


@step("a missing parameter is an error of the provider, with CloudStack's code")
def _():
    error = raises(ProviderError, lambda: cloud.connection._sync_request("deleteVolume"))
    equal(error.http_code, 431)
    assert "missing parameter id" in str(error), error


@step("a wrong secret is refused")
def _():
    raises(InvalidCredsError, lambda: connect("wrong").list_locations())


@step("nodes are destroyed")
def _():
    for node in (found.node, found.idle):
        equal(cloud.destroy_node(node, ex_expunge=True), True)
    left = [node.id for node in cloud.list_nodes() if node.state != NodeState.TERMINATED]
    assert found.node.id not in left and found.idle.id not in left


session.report()
