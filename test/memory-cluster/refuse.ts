import { ApiFailure, type Cause } from '../../src/cluster/http/api-failure';

/** What a server answers when it refuses: `refuse(404, 'NotFound', 'configmaps "a" not found')`. */
export function refuse(code: number, reason: string, message: string, causes: readonly Cause[] = []): ApiFailure {
  return new ApiFailure('', '', { code, reason, message, causes });
}
