import { everything, memberNames, title } from './payloads.js';

/** A discovery document in which every text is an attack. */
export function hostileListApis(): string {
  const fields = memberNames.map((name) => ({ name, type: 'string', description: name }));
  const response = [
    ...fields,
    { name: `list of ${title}`, type: 'set', description: everything, response: fields },
    { name: 'other', type: everything, description: everything },
  ];
  const api = ['listHostileThings', 'createHostileThing', 'deleteHostileThing'].map((name, index) => ({
    name,
    description: everything,
    since: everything,
    related: everything,
    isasync: index > 0,
    params: memberNames.map((member, at) => ({ ...parameter(member, at), required: index > 0 && at % 2 === 0 })),
    response: index < 2 ? response : [{ name: 'success', type: 'boolean', description: everything }],
  }));
  return JSON.stringify({ [everything]: everything, listapisresponse: { count: everything, api, [everything]: api } });
}

/** Of several types by turns; the last type is none. */
function parameter(name: string, index: number): object {
  const type = ['string', 'uuid', 'long', 'list', 'map', 'date', name][index % 7];
  return { name, description: name, type, length: 255, since: name, related: everything };
}
