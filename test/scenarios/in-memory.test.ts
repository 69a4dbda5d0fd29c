import { memoryGround } from './memory-ground';
import { runScenarios } from './scenarios';

describe('on a cluster in memory', () => {
  runScenarios(memoryGround);
});
