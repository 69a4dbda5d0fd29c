import type { ListOptions, LiveObject, ObjectList, Resource } from './cluster';
import { apiVersionOf, pathOf } from './discovery';
import { isApiFailure } from './http/api-failure';
import type { Request } from './http/transport';

const pageSize = '500';

interface Page {
  readonly metadata: { readonly continue?: string; readonly resourceVersion: string };
  readonly items: readonly LiveObject[];
}

/** All objects of a kind, page by page; from the beginning where the server has forgotten the page that it was at. */
export async function listAll(
  ask: (request: Request) => Promise<unknown>,
  resource: Resource,
  options: ListOptions = {},
): Promise<ObjectList> {
  const items: LiveObject[] = [];
  let next: string | undefined;
  for (;;) {
    const page = await pageAfter(next);
    if (!page) {
      items.length = 0;
      next = undefined;
      continue;
    }
    items.push(...page.items.map((item) => withKind(resource, item)));
    next = page.metadata.continue;
    if (!next) return { items, resourceVersion: page.metadata.resourceVersion };
  }

  async function pageAfter(token: string | undefined): Promise<Page | undefined> {
    const path = listPath(resource, options, { limit: pageSize, ...(token && { continue: token }) });
    try {
      return (await ask({ method: 'GET', path })) as Page;
    } catch (error) {
      if (token && isApiFailure(error, 410)) return undefined;
      throw error;
    }
  }
}

export function listPath(resource: Resource, options: ListOptions, more: Record<string, string>): string {
  const { namespace, labelSelector, fieldSelector } = options;
  const query = new URLSearchParams({
    ...(labelSelector && { labelSelector }),
    ...(fieldSelector && { fieldSelector }),
    ...more,
  });
  return `${pathOf(resource, namespace)}?${query}`;
}

/** Items of a list leave out what the list is of. */
function withKind({ group, version, kind }: Resource, item: LiveObject): LiveObject {
  return { ...item, apiVersion: apiVersionOf(group, version), kind };
}
