"""The client cs, by GET or by POST."""

from datetime import timedelta
from xml.etree import ElementTree

from cs import CloudStack
from cs.client import CloudStackApiException

from steps import Session, equal, raises

session = Session()
given, found, step = session.given, session.found, session.step
AWKWARD = "é* (x) + & = % 日本"


def connect(secret=given.secretKey, **options):
    options = {"method": given.method, "poll_interval": 0.05, **options}
    return CloudStack(endpoint=given.endpoint, key=given.apiKey, secret=secret, **options)


cloud = connect()


def refusal(call):
    """Status, code and text of the error that a call ends with."""
    error = raises(CloudStackApiException, call)
    return error.response.status_code, error.error["errorcode"], error.error["errortext"]


@step("what a guest is made of is listed")
def _():
    found.zone = cloud.listZones()["zone"][0]
    found.template = cloud.listTemplates(templatefilter="executable")["template"][0]
    found.offering = cloud.listServiceOfferings()["serviceoffering"][0]


@step("an answer is XML unless JSON is asked for")
def _():
    answer = ElementTree.fromstring(cloud.listZones(json=False).encode())
    equal((answer.tag, answer.findtext("zone/name")), ("listzonesresponse", found.zone["name"]))


@step("a 64-bit integer has all of its digits", needs="templatesize")
def _():
    equal(found.template["size"], int(given.templatesize))


def guest(**more):
    return {
        "zoneid": found.zone["id"],
        "templateid": found.template["id"],
        "serviceofferingid": found.offering["id"],
        **more,
    }


def ids(things):
    return [thing["id"] for thing in things]


@step("a guest is deployed, its job waited for, and the guest found by id, ids and name")
def _():
    made = cloud.deployVirtualMachine(
        **guest(name="shop-" + given.method, displayname=AWKWARD, details={"a.b": "c d"}), fetch_result=True
    )["virtualmachine"]
    equal(made["displayname"], AWKWARD)
    for asked in ({"id": made["id"]}, {"ids": [made["id"]]}, {"name": made["name"]}):
        equal(ids(cloud.listVirtualMachines(**asked)["virtualmachine"]), [made["id"]])
    found.guest = made


@step("a job is acknowledged with its id and that of the guest, then asked for")
def _():
    userdata = "QUFB" * (25_000 if given.method == "post" else 250)
    started = cloud.deployVirtualMachine(**guest(name="job-" + given.method, userdata=userdata))
    equal(set(started), {"id", "jobid"})
    found.other = cloud._jobresult(started["jobid"])["virtualmachine"]
    equal(found.other["id"], started["id"])
    job = cloud.queryAsyncJobResult(jobid=started["jobid"])
    equal((job["jobstatus"], job["jobresultcode"], job["jobid"]), (1, 0, started["jobid"]))


@step("tags are sent as a map and filter a list")
def _():
    cloud.createTags(
        resourceids=[found.guest["id"]],
        resourcetype="UserVm",
        tags=[{"key": "role", "value": AWKWARD}, {"key": "for", "value": given.method}],
        fetch_result=True,
    )
    asked = [{"key": "role", "value": AWKWARD}, {"key": "for", "value": given.method}]
    equal(ids(cloud.listVirtualMachines(tags=asked)["virtualmachine"]), [found.guest["id"]])


@step("nothing found is an empty object, a page past the end a count alone")
def _():
    equal(cloud.listVirtualMachines(name="no such guest"), {})
    count = cloud.listZones()["count"]
    equal(cloud.listZones(page=9, pagesize=500), {"count": count})


@step("a page has the size that was asked for")
def _():
    first = cloud.listVirtualMachines(page=1, pagesize=1)
    equal(len(first["virtualmachine"]), 1)
    assert first["count"] > 1, first


@step("a list is fetched over all of its pages, each item once")
def _():
    listed = ids(cloud.listVirtualMachines(fetch_list=True, pagesize=1))
    equal(len(set(listed)), len(listed))
    assert {found.guest["id"], found.other["id"]} <= set(listed), listed
    count = cloud.listNetworks(page=1, pagesize=1).get("count", 0)
    equal(len(cloud.listNetworks(fetch_list=True)), count)
    equal(len(cloud.listNetworks().get("network", [])), min(count, 500))


@step("a job that fails is an error with its code and text", needs="failing")
def _():
    failing = guest(name="job-2-" + given.method, id=found.guest["id"], **given.failing["params"])
    call = getattr(cloud, given.failing["command"])
    error = raises(CloudStackApiException, lambda: call(fetch_result=True, **failing))
    equal(str(error), "Job failure")
    equal(error.error, given.failing["error"])


@step("a missing parameter, an unknown command and a page without its size are refused with CloudStack's codes")
def _():
    status, code, text = refusal(lambda: cloud.stopVirtualMachine())
    equal((status, code), (431, 431))
    assert "missing parameter id" in text, text
    equal(refusal(lambda: cloud.inventVirtualMachine())[:2], (401, 401))
    equal(refusal(lambda: cloud.listZones(pagesize=5))[:2], (431, 431))


@step("a wrong secret, a wrong key and a late request are refused")
def _():
    equal(refusal(lambda: connect(secret="wrong").listZones())[:2], (401, 401))
    nobody = connect()
    nobody.key = "nobody"
    equal(refusal(lambda: nobody.listZones())[:2], (401, 401))
    late = {"signatureVersion": "3", "expires": "2020-01-01T00:00:00+0000"}
    equal(refusal(lambda: cloud.listZones(**late))[:2], (401, 401))


@step("a request without an expiry is taken")
def _():
    assert connect(expiration=timedelta(seconds=-1)).listZones()["zone"]


@step("a tilde, which this client does not encode, is refused as by CloudStack")
def _():
    equal(refusal(lambda: cloud.listZones(name="~"))[0], 401)


@step("parameters that no command has are ignored")
def _():
    assert cloud.listZones(_="1", filter="id,name")["zone"]


@step("guests are destroyed")
def _():
    for one in (found.guest, found.other):
        cloud.destroyVirtualMachine(id=one["id"], expunge=True, fetch_result=True)
    left = cloud.listVirtualMachines().get("virtualmachine", [])
    assert not {found.guest["id"], found.other["id"]} & {one["id"] for one in left if one["state"] != "Destroyed"}, left


session.report()
