"""The command line of cs, with its settings from the environment."""

import json
import subprocess

from steps import Session, equal

session = Session()
given, found, step = session.given, session.found, session.step
SETTINGS = {
    "PATH": "/usr/bin:/bin",
    "CLOUDSTACK_ENDPOINT": given.endpoint,
    "CLOUDSTACK_KEY": given.apiKey,
    "CLOUDSTACK_SECRET": given.secretKey,
    "CLOUDSTACK_POLL_INTERVAL": "0.05",
}


def cloudstack(*argv):
    """Exit code and printed JSON of a run."""
    ended = subprocess.run(["cloudstack", *argv], env=SETTINGS, capture_output=True, text=True, timeout=60)
    return ended.returncode, json.loads(ended.stdout), ended.stderr


def guest(**more):
    chosen = {
        "zoneid": found.zone["id"],
        "templateid": found.template["id"],
        "serviceofferingid": found.offering["id"],
        **more,
    }
    return ["%s=%s" % one for one in chosen.items()]


@step("lists are printed")
def _():
    found.zone = cloudstack("listZones")[1]["zone"][0]
    found.template = cloudstack("listTemplates", "templatefilter=executable")[1]["template"][0]
    found.offering = cloudstack("--post", "listServiceOfferings")[1]["serviceoffering"][0]


@step("a guest is deployed, and the command waits for it")
def _():
    code, printed, _ = cloudstack("--post", "deployVirtualMachine", *guest(name="cli-1", displayname="é (1) &"))
    equal((code, printed["virtualmachine"]["displayname"]), (0, "é (1) &"))
    found.made = printed["virtualmachine"]


@step("with --async the job is printed")
def _():
    code, printed, _ = cloudstack("--async", "rebootVirtualMachine", "id=" + found.made["id"])
    equal((code, set(printed)), (0, {"jobid"}))


@step("a job that fails ends with 1 and the error", needs="failing")
def _():
    failing = guest(name="cli-2", id=found.made["id"], **given.failing["params"])
    code, printed, said = cloudstack(given.failing["command"], *failing)
    equal((code, printed["queryasyncjobresultresponse"]["jobresult"]), (1, given.failing["error"]))
    assert "CloudStack error: Job failure" in said, said


@step("a call that is refused ends with 1 and the error")
def _():
    code, printed, said = cloudstack("stopVirtualMachine")
    equal((code, printed["stopvirtualmachineresponse"]["errorcode"]), (1, 431))
    assert "CloudStack error: HTTP 431" in said, said


@step("the guest is destroyed")
def _():
    equal(cloudstack("destroyVirtualMachine", "id=" + found.made["id"], "expunge=true")[0], 0)


session.report()
