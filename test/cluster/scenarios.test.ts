import { runScenarios } from '../scenarios/scenarios';
import { onServer } from './helpers/server';
import { serverGround } from './helpers/server-ground';

onServer('on a real server', () => {
  runScenarios(serverGround);
});
