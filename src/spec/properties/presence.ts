import { z } from 'zod';
import { both, type Properties } from '../property';

export const presence = {
  enabled: both(z.boolean(), '`false`: the flow does not exist in this environment. It does when nothing is said.'),
} satisfies Properties;
