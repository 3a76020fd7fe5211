"""The client cs on asyncio, which asks for pages until one has no items."""

import asyncio

from cs import AIOCloudStack
from cs.client import CloudStackApiException

from steps import Session, equal, raises

session = Session()
given, step = session.given, session.step


def connect():
    options = {"method": given.method, "poll_interval": 0.05}
    return AIOCloudStack(endpoint=given.endpoint, key=given.apiKey, secret=given.secretKey, **options)


async def parts():
    cloud = connect()
    zones, templates, offerings = await asyncio.gather(
        cloud.listZones(), cloud.listTemplates(templatefilter="executable"), cloud.listServiceOfferings()
    )
    return {
        "zoneid": zones["zone"][0]["id"],
        "templateid": templates["template"][0]["id"],
        "serviceofferingid": offerings["serviceoffering"][0]["id"],
    }


@step("guests are deployed at once, listed page by page and destroyed")
def _():
    async def run():
        cloud, chosen = connect(), await parts()
        names = ["aio-%s-%d" % (given.method, number) for number in range(5)]
        made = await asyncio.gather(
            *(cloud.deployVirtualMachine(**chosen, name=name, fetch_result=True) for name in names)
        )
        ids = {one["virtualmachine"]["id"] for one in made}
        listed = await cloud.listVirtualMachines(fetch_list=True, pagesize=2)
        equal(len({one["id"] for one in listed}), len(listed))
        assert ids <= {one["id"] for one in listed}
        await asyncio.gather(
            *(cloud.destroyVirtualMachine(id=one, expunge=True, fetch_result=True) for one in ids)
        )

    asyncio.run(run())


@step("a list without items ends")
def _():
    asyncio.run(asyncio.wait_for(connect().listVirtualMachines(name="no such guest", fetch_list=True), 10))


@step("a job that fails is an error with its code and text", needs="failing")
def _():
    async def run():
        cloud, chosen = connect(), await parts()
        made = await cloud.deployVirtualMachine(**chosen, name="aio-" + given.method, fetch_result=True)
        failing = {**chosen, "id": made["virtualmachine"]["id"], **given.failing["params"]}
        return await getattr(cloud, given.failing["command"])(**failing, fetch_result=True)

    error = raises(CloudStackApiException, lambda: asyncio.run(run()))
    equal(error.error, given.failing["error"])


session.report()
