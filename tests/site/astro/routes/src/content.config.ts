import { defineCollection, z } from 'astro:content';
import { glob } from 'astro/loaders';

const loose = z.object({}).passthrough();
const blog = defineCollection({ loader: glob({ pattern: '**/*.{md,mdx}', base: './src/content/blog' }), schema: loose });
const notes = defineCollection({ loader: glob({ pattern: '*.md', base: './src/content/notes' }), schema: loose });

export const collections = { blog, notes };
