// One of many clients of the load test: it signs by itself, and has one connection that is kept alive.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Sends commands to one server, and remembers how long each took and what went wrong. */
export class LoadClient {
  milliseconds = [];
  problems = [];
  #url;
  #apiKey;
  #secretKey;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor({ url, apiKey, secretKey }) {
    this.#url = new URL(url);
    this.#apiKey = apiKey;
    this.#secretKey = secretKey;
  }

  /** The body of the answer's envelope; `null`, and a problem, when it is not the answer to expect. */
  async call(command, parameters = {}) {
    const begin = performance.now();
    try {
      const { status, text } = await this.#send(this.#sign({ command, response: 'json', ...parameters }));
      this.milliseconds.push(performance.now() - begin);
      if (status === 200) return Object.values(JSON.parse(text))[0];
      this.problems.push(`${command}: ${status} ${text.slice(0, 200)}`);
    } catch (error) {
      this.problems.push(`${command}: ${error.message}`);
    }
    return null;
  }

  /** Starts a job and asks for it until it has ended. */
  async run(command, parameters) {
    const started = await this.call(command, parameters);
    while (started !== null) {
      const job = await this.call('queryAsyncJobResult', { jobid: started.jobid });
      if (job === null || job.jobstatus === 1) return job?.jobresult ?? null;
      if (job.jobstatus === 2) this.problems.push(`${command}: ${JSON.stringify(job.jobresult)}`);
      if (job.jobstatus !== 0) break;
      await pause(20);
    }
    return null;
  }

  close() {
    this.#agent.destroy();
  }

  #sign(parameters) {
    const pairs = Object.entries({ ...parameters, apikey: this.#apiKey }).map(
      ([name, value]) => `${name}=${encodeURIComponent(value)}`,
    );
    const canonical = pairs.sort().join('&').toLowerCase();
    const signature = createHmac('sha1', this.#secretKey).update(canonical).digest('base64');
    return `${pairs.join('&')}&signature=${encodeURIComponent(signature)}`;
  }

  #send(query) {
    const { hostname, port, pathname } = this.#url;
    const options = { hostname, port, path: `${pathname}?${query}`, agent: this.#agent };
    return new Promise((resolve, reject) => {
      const sent = request(options, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
        answer.on('error', reject);
      });
      sent.on('error', reject).end();
    });
  }
}

/** What every guest is made of. */
export async function partsOf(client) {
  const { zone } = await client.call('listZones');
  const { template } = await client.call('listTemplates', { templatefilter: 'executable' });
  const { serviceoffering } = await client.call('listServiceOfferings');
  return { zoneid: zone[0].id, templateid: template[0].id, serviceofferingid: serviceoffering[0].id };
}

/** The life of a guest. Whatever is not as it was made is a problem. */
export async function live(client, parts, name) {
  const made = await client.run('deployVirtualMachine', { ...parts, name });
  const id = made?.virtualmachine?.id;
  if (id === undefined) return;
  await expectState(client, { id, name }, 'Running');
  await client.run('createTags', {
    resourceids: id,
    resourcetype: 'UserVm',
    'tags[0].key': 'name',
    'tags[0].value': name,
  });
  await client.run('stopVirtualMachine', { id });
  await expectState(client, { id, 'tags[0].key': 'name', 'tags[0].value': name }, 'Stopped');
  await client.call('listNetworks', { page: 1, pagesize: 20 });
  await client.run('startVirtualMachine', { id });
  await expectState(client, { id }, 'Running');
  await client.run('destroyVirtualMachine', { id, expunge: true });
  const left = await client.call('listVirtualMachines', { name });
  if (left?.virtualmachine !== undefined) client.problems.push(`${name} is there after its end`);
}

async function expectState(client, asked, state) {
  const found = await client.call('listVirtualMachines', asked);
  const states = found?.virtualmachine?.map((guest) => guest.state) ?? [];
  if (states.length !== 1 || states[0] !== state) client.problems.push(`${asked.id} is ${states}, not ${state}`);
}
