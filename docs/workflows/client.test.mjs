import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createMock } from 'cloudstack-codegen/mock';
import { CloudStack } from '../client/dist/index.js';
import { validators } from '../client/dist/validators.js';

let mock;
let cloudstack;

before(async () => {
  mock = await createMock({ listapis: 'cloudstack.listapis.json', seed: 1 });
  const { apiKey, secretKey } = mock;
  cloudstack = new CloudStack({ endpoint: await mock.serve(), apiKey, secretKey, validators });
});

after(() => mock.close());

test('lists zones', async () => {
  const { items } = await cloudstack.zone.listZones();
  assert.ok(items.length > 0);
});
