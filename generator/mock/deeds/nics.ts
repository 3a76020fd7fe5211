import { invalidParameter } from '../../../templates/runtime/server/index.js';
import { addPart } from '../world/parts.js';
import type { Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import { existing } from './find.js';
import { connect, hostAddress, interfacesOf } from './machines.js';
import { remove } from './remove.js';
import type { Specials } from './special-deed.js';

/** The kind of the addresses that an interface has beside its own. */
const SECONDARY = 'nicsecondaryip';

/** What is done to the interfaces of machines. */
export const interfaces: Specials = {
  addNicToVirtualMachine: (values, world) => {
    const machine = existing('virtualmachine', 'virtualmachineid', values, world);
    const network = existing('network', 'networkid', values, world);
    const { ipaddress, macaddress } = values;
    connect(machine, network, { ipaddress, macaddress, isdefault: false }, world);
    return [machine];
  },
  removeNicFromVirtualMachine: (values, world) => {
    const { machine, nic } = interfaceIn(values, world);
    if (nic.fields.get('isdefault') === true) throw invalidParameter(`The NIC ${nic.id} is the default one`);
    remove(nic, world);
    return [machine];
  },
  updateDefaultNicForVirtualMachine: (values, world) => {
    const { machine, nic } = interfaceIn(values, world);
    for (const one of interfacesOf(machine, world)) world.state.change(one, [['isdefault', one === nic]]);
    world.state.change(machine, [['ipaddress', nic.fields.get('ipaddress')]]);
    return [machine];
  },
  updateVmNicIp: (values, world) => {
    const nic = existing('nic', 'nicid', values, world);
    const machine = world.state.get('virtualmachine', String(nic.fields.get('virtualmachineid')));
    const { ipaddress } = values;
    if (ipaddress !== undefined) world.state.change(nic, [['ipaddress', ipaddress]]);
    if (machine === null) return [];
    if (nic.fields.get('isdefault') === true) world.state.change(machine, [['ipaddress', nic.fields.get('ipaddress')]]);
    return [machine];
  },
  addIpToNic: (values, world, { id }) => {
    const nic = existing('nic', 'nicid', values, world);
    const usual = hostAddress(String(nic.fields.get('ipaddress')), world.state.count(SECONDARY) + 100);
    const address = { nicid: nic.id, ipaddress: values['ipaddress'] ?? usual };
    const place = ['networkid', 'virtualmachineid'].map((field) => [field, nic.fields.get(field)] as const);
    return [addPart(SECONDARY, id === null ? address : { ...address, id }, place, world)];
  },
  removeIpFromNic: (values, world) => {
    remove(existing(SECONDARY, 'id', values, world), world);
    return [];
  },
};

/** @throws ApiFault 431 when the machine has no such interface. */
function interfaceIn(values: Values, world: World): { readonly machine: Thing; readonly nic: Thing } {
  const machine = existing('virtualmachine', 'virtualmachineid', values, world);
  const nic = existing('nic', 'nicid', values, world);
  if (nic.fields.get('virtualmachineid') === machine.id) return { machine, nic };
  throw invalidParameter(`The NIC ${nic.id} is not one of the virtual machine ${machine.id}`);
}
