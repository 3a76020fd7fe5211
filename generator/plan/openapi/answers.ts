import type { Command, Result } from '../../model/api-model.js';
import type { Json, JsonObject } from '../json.js';
import { stated } from './members.js';
import { referTo } from './schema.js';

/**
 * The successful answer of a command, in its envelope: the result, or the start of a job.
 *
 * @param example what the answer may look like inside the envelope
 */
export function answerOf(command: Command, example: Json | null): JsonObject {
  const { envelope, name, execution, result } = command;
  const isJob = execution === 'async';
  const schema = {
    type: 'object',
    required: [envelope],
    properties: { [envelope]: isJob ? acknowledgement(command) : bodyOf(result) },
  };
  return {
    description: isJob
      ? `The job of ${name} has begun; what it ends with is \`jobresult\` in the answer of queryAsyncJobResult.`
      : `The answer of ${name}.`,
    content: { 'application/json': stated({ schema, example: example === null ? null : { [envelope]: example } }) },
  };
}

/** What the job of a command ends with: the member `jobresult` of queryAsyncJobResult's answer. */
export function jobResultOf({ execution, result }: Command): JsonObject | null {
  return execution === 'sync' || result.kind === 'unknown' ? null : bodyOf(result);
}

/** Where the result of a job is asked for, in OpenAPI's own words. */
export function jobLink({ envelope }: Command): JsonObject {
  return {
    operationId: 'queryAsyncJobResult',
    parameters: { jobid: `$response.body#/${envelope.replaceAll('~', '~0').replaceAll('/', '~1')}/jobid` },
    description: 'Ask until `jobstatus` is no longer 0; then 1 is success and 2 is failure.',
  };
}

function acknowledgement({ acknowledgesId }: Command): JsonObject {
  const id = { type: 'string', format: 'uuid', description: 'Id of what is being made.' };
  return {
    type: 'object',
    required: acknowledgesId ? ['jobid', 'id'] : ['jobid'],
    properties: {
      jobid: { type: 'string', format: 'uuid', description: 'Id of the job.' },
      ...(acknowledgesId ? { id } : {}),
    },
  };
}

/** What stands in the envelope. */
function bodyOf(result: Result): JsonObject {
  switch (result.kind) {
    case 'list':
      return {
        type: 'object',
        description: 'Without any member where nothing was found.',
        properties: {
          count: { type: 'integer', format: 'int32', description: 'How many there are, on all pages together.' },
          [result.key]: { type: 'array', items: referTo(result.entity) },
        },
      };
    case 'entity':
      return result.key === null
        ? referTo(result.entity)
        : { type: 'object', properties: { [result.key]: referTo(result.entity) } };
    case 'success':
      return {
        type: 'object',
        required: ['success'],
        properties: { success: { type: 'boolean' }, displaytext: { type: 'string' } },
      };
    case 'unknown':
      return { type: 'object' };
  }
}
