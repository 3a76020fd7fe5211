import type { Account } from '../../../templates/runtime/server/index.js';
import type { ApiModel } from '../../model/api-model.js';
import type { Chance } from '../chance.js';
import { Kinds } from './kinds.js';
import { nameOf, type State, type Thing } from './state.js';

/** Decoded parameters of a call, by wire name. */
export type Values = Readonly<Record<string, unknown>>;

/** Fields and their values. */
export type Entries = readonly (readonly [name: string, value: unknown])[];

/** The mocked cloud: what the model says can be in it, what is in it, and its clock and dice. */
export class World {
  readonly kinds: Kinds;
  readonly state: State;
  readonly chance: Chance;
  readonly now: () => Date;

  constructor(model: ApiModel, { state, chance, now }: Pick<World, 'state' | 'chance' | 'now'>) {
    this.kinds = new Kinds(model);
    this.state = state;
    this.chance = chance;
    this.now = now;
  }

  /** The thing that an id in a parameter such as `zoneid` names. */
  referred(parameter: string, id: unknown): Thing | null {
    if (typeof id !== 'string') return null;
    const found = this.kinds.referredBy(parameter).map((kind) => this.state.get(kind, id));
    return found.find((thing) => thing !== null) ?? null;
  }

  /** Whose a new thing is: the caller's, unless the parameters name another account or a project. */
  owner(values: Values, caller: Account): Entries {
    const project = this.state.get('project', String(values['projectid'] ?? ''));
    const domainid = typeof values['domainid'] === 'string' ? values['domainid'] : caller.domainid;
    const domain = this.state.get('domain', domainid ?? '');
    const account = this.#account(values, caller, domainid);
    const owner =
      project === null
        ? account
        : ([
            ['projectid', project.id],
            ['project', nameOf(project)],
          ] as const);
    const place = [
      ['domainid', domainid],
      ['domain', domain === null ? undefined : nameOf(domain)],
      ['domainpath', domain?.fields.get('path')],
    ] as const;
    return [...owner, ...place];
  }

  #account(values: Values, caller: Account, domainid: string | undefined): Entries {
    const name = values['account'];
    if (typeof name !== 'string') {
      const user = this.state.get('user', caller.userid ?? '');
      return [
        ['account', caller.account],
        ['accountid', caller.accountid],
        ['userid', caller.userid],
        ['username', user?.fields.get('username')],
      ];
    }
    const account = this.state
      .all('account')
      .find((one) => nameOf(one) === name && one.fields.get('domainid') === domainid);
    return [
      ['account', name],
      ['accountid', account?.id],
    ];
  }
}
