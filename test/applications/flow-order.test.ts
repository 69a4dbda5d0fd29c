import { type Application, environment, JobFlow, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define, thrownIssues } from '../helpers/define';

const job = (app: Application, id: string, before: string[]) => new JobFlow(app, id, { image: 'a:1', user: 1, before });
const problems = (declare: (app: Application) => void) =>
  thrownIssues(() => synthesize(define(declare), environment('here'), { id: 'shop' })).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );

it('a job can run before another job', () => {
  expect(
    problems((app) => {
      job(app, 'first', ['second']);
      job(app, 'second', ['wrk']);
      new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 });
    }),
  ).toEqual([]);
});

it('jobs cannot run before each other in a cycle, and each cycle is reported once', () => {
  expect(
    problems((app) => {
      job(app, 'one', ['two']);
      job(app, 'two', ['three']);
      job(app, 'three', ['one']);
      job(app, 'zero', ['one']);
    }),
  ).toEqual(['jobs-in-circle shop.one.before: jobs run before each other in a cycle: one → two → three → one']);
});

it('a job cannot run before itself', () => {
  expect(problems((app) => job(app, 'one', ['one']))).toEqual([
    'jobs-in-circle shop.one.before: jobs run before each other in a cycle: one → one',
  ]);
});
