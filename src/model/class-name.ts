/** The name of the class of an application, from its id: `my-shop` → `MyShop`. A class cannot begin with a digit. */
export function className(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  // `Application` is the class that it extends.
  return /^[A-Z]/.test(name) && name !== 'Application' ? name : `App${name}`;
}
