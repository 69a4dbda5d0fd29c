/** Names that the file of an application imports. A class of the same name would be declared twice. */
const imported = /^(Application(Props)?|[A-Z][a-z]+Flow|Construct|ApiObject|JsonPatch)$/;

/** The name of the class of an application, from its id: `my-shop` → `MyShop`. A class cannot begin with a digit. */
export function className(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(name) && !imported.test(name) ? name : `App${name}`;
}
