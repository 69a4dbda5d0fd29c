import { join } from 'node:path';
import fc from 'fast-check';
import { environment, ServiceFlow } from 'towpath';
import { conformanceViolations } from 'towpath/testing';
import Django from '../../apps/django';
import Pssp from '../../apps/pssp';
import { readEnvironments } from '../../src/environments/folder';
import type { OutputFile } from '../../src/output/output-unit';
import { compose } from '../../src/targets/compose';
import { writeApplication } from '../../src/targets/compose/write';
import { saidOf } from '../../src/testing/conformance/samples/sample';
import type { ApplicationClass } from '../../src/workspace/workspace';
import { cases } from '../adopted/cases';
import { declared, modelOf, modelOrErrors } from '../helpers/application-model';
import { anySample } from '../helpers/arbitrary/samples';
import { applicationOf, environmentOf } from '../helpers/arbitrary/synthesize-sample';
import { configured, onCompose } from './helpers/config';

const top = join(__dirname, '../..');
const ours = ['dev', 'tst', 'prod'].flatMap((name): Row[] => [
  ['pssp', name, top, Pssp],
  ['django', name, top, Django],
]);
const others = cases.flatMap(({ workspace, environment: name, applications }) =>
  Object.entries(applications).map(
    ([id, [construct]]): Row => [id, name, join(top, 'test/adopted', workspace), construct],
  ),
);

type Row = readonly [id: string, environment: string, root: string, construct: ApplicationClass];

onCompose('docker compose config', () => {
  test.each([...ours, ...others])('accepts the file of %s in %s', (id, name, root, construct) => {
    const where = readEnvironments(root).environments.find((found) => found.name === name);
    const { files } = writeApplication(modelOf(construct, where, id));
    expect(configured(files).complaint).toBe('');
  });

  test('accepts the files of random applications', () => {
    const models = fc.sample(anySample, 120).flatMap((sample) => {
      const said = saidOf(sample);
      const model = modelOrErrors(applicationOf(sample, said.code), environmentOf(said));
      return 'flows' in model ? [model] : [];
    });
    const outputs = models.map((model) => writeApplication(model));
    const taken = outputs.filter(({ issues }) => issues?.length === 0);
    expect(taken.length).toBeGreaterThan(30);
    expect(taken.map(({ files }) => configured(files).complaint).filter((complaint) => complaint !== '')).toEqual([]);
  });

  test('accepts the files of all conformance applications', async () => {
    const read = (files: readonly OutputFile[]) =>
      ['dev', 'prod']
        .map((name) => configured(files.filter(({ path }) => path.startsWith(`${name}/`))).complaint)
        .find((complaint) => complaint !== '');
    expect(await conformanceViolations(compose, { read, changesNothing: () => true })).toEqual([]);
  });

  test('accepts an application without flows', () => {
    expect(configured(writeApplication(declared(() => {})).files).complaint).toBe('');
  });

  test('reads every text unchanged, and every value of a secret as it is in .env', () => {
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: text that Compose reads
    const texts = {
      A: '$HOME ${HOME} $$ $',
      B: 'quotes \' " \\',
      C: 'yes',
      D: ' two\nlines ',
      E: '',
      F: '0123',
      G: 'ü: #',
    };
    const model = declared((app) => {
      const secret = app.secret('db');
      new ServiceFlow(app, 'web', {
        image: 'a:1',
        user: 1,
        port: 1,
        env: { ...texts, A: '$HOME ${HOME} $$$$ $', PASSWORD: secret.key('password'), URL: 'x:$(PASSWORD)@$(A)' },
        args: ['$(C) $$(C) $(NOBODY) $HOME'],
        podLabels: { team: 'web' },
        annotations: { price: '$5' },
      });
    }, environment('here'));
    const { services } = configured(writeApplication(model).files, 'p$HOME"x');
    expect(services.web.environment).toEqual({
      ...texts,
      PASSWORD: 'p$$HOME"x',
      URL: 'x:p$$HOME"x@$$HOME $${HOME} $$$$ $$',
      A: '$$HOME $${HOME} $$$$ $$',
    });
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
    expect(services.web.command).toEqual(['yes $$(C) $$(NOBODY) $$HOME']);
    expect(services.web.annotations).toEqual({ price: '$$5' });
  });
});
