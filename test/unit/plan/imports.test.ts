import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, identifier } from '../../../generator/plan/code.js';
import { type Import, printImports } from '../../../generator/plan/imports.js';
import { kebabCase, commandNames, groupNames } from '../../../generator/plan/names.js';
import { prettier } from './judge.js';

const a = identifier('a');
const b = identifier('b');

describe('an import', () => {
  it.each<[string, Import, string]>([
    ['of values', { from: './x.js', values: [b, a] }, "import { a, b } from './x.js';"],
    ['of types', { from: './x.js', types: [a] }, "import type { a } from './x.js';"],
    ['of both', { from: './x.js', values: [b], types: [a] }, "import { type a, b } from './x.js';"],
    ['of everything', { from: 'zod', namespace: code`z` }, "import * as z from 'zod';"],
    ["of everything's types", { from: 'zod', namespace: code`z`, typeOnly: true }, "import type * as z from 'zod';"],
    ['of one thing twice', { from: './x.js', values: [a, a] }, "import { a } from './x.js';"],
  ])('%s', (_, given, wanted) => {
    expect(printImports([given]).text).toBe(wanted);
  });

  it('of nothing is left out', () => {
    const nothing = [{ from: './x.js' }, { from: './y.js', values: [], types: [] }];
    expect(printImports(nothing)).toEqual({ text: '', modules: [] });
  });

  it('of packages comes first, then of farther folders', () => {
    const from = ['./b.js', '../models/a.js', 'zod', './a.js', '../../runtime/x.js'];
    expect(printImports(from.map((module) => ({ from: module, values: [a] }))).modules).toEqual([
      'zod',
      '../../runtime/x.js',
      '../models/a.js',
      './a.js',
      './b.js',
    ]);
  });

  it('of any names is printed as prettier prints it', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z]{1,30}$/), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(names, fc.nat(8), async (all, count) => {
        const codes = all.map((name) => identifier(`${name}_`));
        const { text } = printImports([
          { from: '../../models/x.js', values: codes.slice(0, count), types: codes.slice(count) },
        ]);
        expect(await prettier(`${text}\n`)).toBe(`${text}\n`);
      }),
      { numRuns: 60 },
    );
  });
});

describe('names that follow from others', () => {
  it('of a command', () => {
    expect(commandNames('deployVirtualMachine')).toEqual({
      name: 'deployVirtualMachine',
      paramsType: 'DeployVirtualMachineParams',
      paramsValidator: 'deployVirtualMachineParams',
      resultValidator: 'deployVirtualMachineResult',
    });
  });

  it.each([
    ['virtualMachine', { property: 'virtualMachine', client: 'VirtualMachineClient', folder: 'virtual-machine' }],
    ['iso', { handlers: 'IsoHandlers', routes: 'isoRoutes', folder: 'iso' }],
    ['delete', { property: 'delete', client: 'DeleteClient', routes: 'deleteRoutes', folder: 'delete' }],
  ])('of the group %s', (id, wanted) => {
    expect(groupNames(id)).toMatchObject(wanted);
  });

  it.each([
    ['VirtualMachine', 'virtual-machine'],
    ['NetworkACLList', 'network-acl-list'],
    ['VPC', 'vpc'],
    ['GuestNetworkIpv6Prefix', 'guest-network-ipv6-prefix'],
    ['SSHKeyPair', 'ssh-key-pair'],
    ['CiscoAsa1000vResource', 'cisco-asa1000v-resource'],
    ['vSphereStoragePolicy', 'vsphere-storage-policy'],
    ['iSCSIName', 'iscsi-name'],
    ['oauth2Provider', 'oauth2-provider'],
    ['aB', 'ab'],
    ['ipv6prefix', 'ipv6-prefix'],
  ])('%s lies in %s', (name, wanted) => {
    expect(kebabCase(name)).toBe(wanted);
  });
});
