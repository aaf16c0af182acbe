export const TEXTS: Record<string, { title: string; body: string[] }> = {
  stock: { title: 'Shares', body: ['Shares can fall.', "They don't always recover."] },
  bond: { title: 'Bonds', body: ['Bonds can default.'] },
};
export default function textFor(kind: string = 'stock') {
  switch (kind) {
    case 'bond': return TEXTS.bond;
    default: return TEXTS.stock;
  }
}
export { TEXTS as ALL };
