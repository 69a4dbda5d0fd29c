import type { Subject } from '../subject';
import { amounts } from './amounts';
import { names } from './names';
import { network } from './network';
import { pods } from './pods';
import { schedules } from './schedules';

/** All kinds of values that the API server is asked about. */
export const subjects: readonly Subject[] = [...schedules, ...amounts, ...network, ...names, ...pods];
