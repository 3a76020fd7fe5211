import type { Command } from '../../model/api-model.js';
import type { JsonObject } from '../json.js';
import { jobResultOf } from './answers.js';
import { rulesOf } from './constraints.js';
import { errorAnswers } from './errors.js';
import { type Entities, exampleOf, isFitting } from './examples.js';
import { flag, prose, stated } from './members.js';
import { formBody, queryParameters } from './parameters.js';
import { unauthenticated } from './transport.js';

/**
 * The path of a command. What only reads comes by GET and by POST, and what changes something by POST alone, which is
 * what every server takes (protocol: POST enforcement).
 *
 * @param group title of the command's group
 */
export function pathOf(command: Command, group: string, entities: Entities): JsonObject {
  const { name, method } = command;
  const reads = method === 'GET';
  const shared = operationOf(command, group, entities);
  const get = { operationId: name, ...shared, parameters: queryParameters(command), responses: responsesOf(command) };
  const post = {
    operationId: reads ? `${name}ByPost` : name,
    ...shared,
    requestBody: formBody(command),
    responses: responsesOf(command),
  };
  return {
    ...(reads ? { get } : {}),
    post,
    parameters: [{ $ref: '#/components/parameters/signatureversion' }, { $ref: '#/components/parameters/expires' }],
  };
}

function responsesOf(command: Command): JsonObject {
  return { '200': { $ref: `#/components/responses/${command.name}` }, ...errorAnswers(command) };
}

/** What is said of a command whatever the verb; what OpenAPI has no words for are the hints that we read ourselves. */
function operationOf(command: Command, group: string, entities: Entities): JsonObject {
  const { name, description, deprecated, execution, since } = command;
  const said = stated({
    tags: [group],
    summary: summaryOf(command),
    description: prose(description),
    deprecated: flag(deprecated !== null),
    'x-deprecated-reason': deprecated,
    security: unauthenticated.has(name) ? [] : null,
    'x-cloudstack-command': name,
    'x-cloudstack-since': since,
    'x-cloudstack-method': command.method,
    'x-cloudstack-async': execution === 'async',
    'x-cloudstack-acknowledges-id': execution === 'async' ? command.acknowledgesId : null,
    'x-cloudstack-envelope': command.envelope,
  });
  const more = stated({
    'x-cloudstack-job-result': jobResultOf(command),
    'x-cloudstack-constraints': rulesOf(command),
    'x-cloudstack-example': isShown(command, entities) ? null : exampleOf(command),
  });
  return { ...said, ...resultHints(command), ...more };
}

/** Kind and key of the result; that there is no key is said, too. */
function resultHints({ name, result, parameters }: Command): JsonObject {
  const takesPage = parameters.some((one) => one.name === 'page');
  const isList = result.kind === 'list' || name.startsWith('list');
  // One that takes a page and heeds it not is not read in pages.
  const paged = takesPage && (result.kind !== 'list' || result.paged);
  return {
    ...(result.kind === 'unknown' ? {} : { 'x-cloudstack-result': result.kind }),
    ...('key' in result ? { 'x-cloudstack-result-key': result.key } : {}),
    ...(isList ? { 'x-cloudstack-paged': paged } : {}),
  };
}

/** The first sentence of the description where that is short, else the name, which readers do not take for prose. */
function summaryOf({ name, description }: Command): string {
  const sentence = /^.*?[.!?](?=\s|$)/.exec(description ?? '')?.[0] ?? description ?? name;
  return sentence.length > longestSummary ? name : prose(sentence);
}

const longestSummary = 120;

/** Whether the example stands in the answer: those of jobs, and those that are not as the schema says, do not. */
export function isShown(command: Command, entities: Entities): boolean {
  return command.execution === 'sync' && isFitting(command, entities);
}
