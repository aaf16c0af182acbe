import fs from 'node:fs';
import path from 'node:path';

export async function getPost(locale: string, slug: string) {
  const file = path.join(process.cwd(), 'content/articles', locale, `${slug}.mdx`);
  return parse(fs.readFileSync(file, 'utf8'));
}
