import { change, changeEach, type Fields, withDefaults, withoutEmpty } from '../fields';

const apiGroup = 'rbac.authorization.k8s.io';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/defaults.go */
export function roleBinding(object: Fields): Fields {
  const named = change(withoutEmpty(object, ['subjects']), 'roleRef', (role) => withDefaults(role, { apiGroup }));
  return changeEach(named, 'subjects', (subject) =>
    withDefaults(subject, { apiGroup: subject.kind === 'ServiceAccount' ? '' : apiGroup }),
  );
}
