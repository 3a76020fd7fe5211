import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSide } from '../../generator/diff/read-side.js';
import { compareModels } from '../../generator/diff/compare.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import { brokenAgainst, buildModel, foretold } from '../diff/built.js';
import { together } from '../diff/cases.js';
import { consumersOf } from '../diff/consumer.js';
import { modelOf } from '../diff/models.js';
import { pairs } from '../diff/pairs.js';
import { type BuiltPackage, node, removeFolders } from '../output/package.js';
import { root } from '../support/pipeline.js';

afterAll(removeFolders);

/** Two packages, and everybody who uses the old one. */
class Editions {
  readonly before: ApiModel;
  readonly now: ApiModel;
  #built: readonly [BuiltPackage, BuiltPackage] | undefined;

  constructor(before: ApiModel, now: ApiModel) {
    this.before = before;
    this.now = now;
  }

  async built(): Promise<readonly [BuiltPackage, BuiltPackage]> {
    this.#built ??= [await buildModel(this.before), await buildModel(this.now)];
    return this.#built;
  }

  /** Compiles those who use the old package against both, and looks whether those break who were foretold to. */
  async expectForetold(atLeast: number): Promise<void> {
    const consumers = consumersOf(this.before);
    const [old, fresh] = await this.built();
    expect(await brokenAgainst(old, consumers)).toEqual(new Map());
    const broken = await brokenAgainst(fresh, consumers);
    const expected = foretold(this.before, this.now);
    expect({
      unforeseen: [...broken].filter(([path]) => !expected.includes(path)),
      unbroken: expected.filter((path) => !broken.has(path)),
    }).toEqual({ unforeseen: [], unbroken: [] });
    expect(broken.size).toBeGreaterThanOrEqual(atLeast);
  }
}

function side(pick: 0 | 1): ApiModel {
  const parts = [together[pick], pairs[pick]];
  return modelOf(
    parts.flatMap(({ commands = [] }) => commands),
    parts.flatMap(({ entities = [] }) => entities),
    together[pick].titles,
  );
}

/** For each change that validators notice, parameters that the old one takes and the new one refuses. */
const refused: Readonly<Record<string, object>> = {
  parameterChecked: { one: 'no id' },
  parameterWhole: { one: 1.5 },
  parameterDated: { one: 'tomorrow' },
  parameterElements: { one: ['no id'] },
  parameterShorter: { one: 'fifteen letters' },
  parameterLimited: { one: 'fifteen letters' },
  parameterTakesLess: { one: '-1' },
  parameterRangeLess: { one: 7 },
  constraintNew: { a: 'given', b: 'given' },
  constraintNeeds: { a: 'given' },
};
/** The other way round. */
const welcomed: Readonly<Record<string, object>> = {
  parameterSpared: {},
  parameterFreed: { one: 'c' },
  parameterLonger: { one: 'fifteen letters' },
  parameterTakesMore: { one: '-1' },
  parameterRangeMore: { one: 0 },
  parameterValueNew: { one: 'b' },
  constraintGone: { a: 'given', b: 'given' },
};

/** Which of these parameters the validators of a package take. */
async function taken(built: BuiltPackage, samples: Readonly<Record<string, object>>): Promise<unknown> {
  const program = `
    import { validators } from './dist/validators.js';
    const samples = ${JSON.stringify(samples)};
    const taken = Object.entries(samples).map(([name, one]) => [name, validators[name].params.safeParse(one).success]);
    console.log(JSON.stringify(Object.fromEntries(taken)));`;
  const { output } = await node(built.folder, '--input-type=module', '--eval', program);
  return JSON.parse(output);
}

function all(samples: object, value: boolean): object {
  return Object.fromEntries(Object.keys(samples).map((name) => [name, value]));
}

describe('who compiled against the old package', () => {
  const editions = new Editions(side(0), side(1));

  it('compiles against the new one exactly where no breaking change was foretold', async () => {
    await editions.expectForetold(300);
  });

  it('is refused by validators where that was foretold', async () => {
    const noticed = compareModels(editions.before, editions.now).filter(
      ({ noticed: by, on }) => by === 'validating' && !/^(?:sent|received)\d/.test(on),
    );
    expect([...new Set(noticed.map(({ on }) => on))].sort()).toEqual(Object.keys(refused).sort());
    const [old, fresh] = await editions.built();
    expect(await taken(old, refused)).toEqual(all(refused, true));
    expect(await taken(fresh, refused)).toEqual(all(refused, false));
  });

  it('may give validators more where that was foretold', async () => {
    const [old, fresh] = await editions.built();
    expect(await taken(old, welcomed)).toEqual(all(welcomed, false));
    expect(await taken(fresh, welcomed)).toEqual(all(welcomed, true));
  });
});

const catalogues = ['4.17', '4.18'].map((version) => join(root, `../shared/catalogue/listApis-${version}.json`));
const needsCatalogues = catalogues.every((file) => existsSync(file))
  ? ''
  : ' (skipped: ../shared/catalogue is not here)';

describe.skipIf(needsCatalogues !== '')(`who compiled against CloudStack 4.17${needsCatalogues}`, () => {
  let editions: Editions;
  beforeAll(async () => {
    const [old, fresh] = await Promise.all(catalogues.map((file) => readSide(file, withDefaults({}))));
    if (!old?.model || !fresh?.model) throw new Error('the catalogues cannot be read');
    editions = new Editions(old.model, fresh.model);
  });

  it('compiles against 4.18 exactly where no breaking change was foretold', async () => {
    await editions.expectForetold(10);
  });
});
