import { environment, ServiceFlow } from 'towpath';
import { objectOf, synthesize } from 'towpath/testing';
import { type DefaultsDate, defaultsOf, newestDefaults } from '../../../src/model/defaults';
import { flowKinds } from '../../../src/model/flow-kinds';
import { define } from '../../helpers/define';

const Ordered = define((app) => {
  new ServiceFlow(app, 'api', {
    image: 'example.org/api:1',
    user: 1000,
    port: 80,
    env: { ZEBRA: '1', URL: '$(HOST)/x', MANGO: '2', HOST: 'db', APPLE: '3' },
    resources: { requests: { cpu: '1', memory: '1Gi' } },
    autoscaling: { max: 3, memory: 70, cpu: 60 },
  });
});
const inSet = (defaults: DefaultsDate) => synthesize(Ordered, environment('here'), { id: 'ordered', defaults });
const variablesIn = (defaults: DefaultsDate) =>
  JSON.stringify(objectOf(inSet(defaults), 'api', 'deployment')?.spec).match(/[A-Z]{3,}(?=","value)/g);
const metricsIn = (defaults: DefaultsDate) =>
  JSON.stringify(objectOf(inSet(defaults), 'api', 'hpa')?.spec).match(/(?<=name":")(cpu|memory)/g);

it('this is the set that a new workspace gets', () => {
  expect(newestDefaults).toBe('2027-01');
});

it('it differs from 2026-12 only in the order of lists', () => {
  for (const kind of flowKinds) {
    expect(defaultsOf('2027-01', kind)).toEqual({ ...defaultsOf('2026-12', kind), listOrder: 'declared' });
  }
});

it('variables keep their order, and in 2026-12 they are sorted by name', () => {
  expect(variablesIn('2027-01')).toEqual(['ZEBRA', 'HOST', 'URL', 'MANGO', 'APPLE']);
  expect(variablesIn('2026-12')).toEqual(['APPLE', 'HOST', 'MANGO', 'URL', 'ZEBRA']);
});

it('metrics of an autoscaler keep their order, and in 2026-12 they are sorted by name', () => {
  expect(metricsIn('2027-01')).toEqual(['memory', 'cpu']);
  expect(metricsIn('2026-12')).toEqual(['cpu', 'memory']);
});

it('the files of this set of defaults never change', () => {
  expect(inSet('2027-01').files).toMatchSnapshot();
});
