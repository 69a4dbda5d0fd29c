import { requirePulumi } from './peers';

requirePulumi();
