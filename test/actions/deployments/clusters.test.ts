import { inEnvironment } from '../../../src/actions/deployments/clusters';

const said = (environment: string, message: string) =>
  inEnvironment(environment, { code: 'kubeconfig-unreadable', severity: 'error', message }).message;

it.each([
  ['here', 'there is no kubeconfig', 'here: there is no kubeconfig'],
  ['prod', '/home/prod-team/config does not exist', 'prod: /home/prod-team/config does not exist'],
  ['eu.1', 'eu-1 does not exist', 'eu.1: eu-1 does not exist'],
])('the name of the environment %s is added to an issue', (environment, message, expected) => {
  expect(said(environment, message)).toBe(expected);
});

it.each([
  ['here', 'the environment `here` does not set its cluster'],
  ['prod', 'there is no context `prod`'],
])('an issue that contains the name of the environment %s is unchanged', (environment, message) => {
  expect(said(environment, message)).toBe(message);
});
