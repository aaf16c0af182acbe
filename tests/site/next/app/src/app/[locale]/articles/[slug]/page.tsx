import { notFound } from 'next/navigation';
import { MDXRemote } from 'next-mdx-remote/rsc';
import { getPost } from '@/lib/posts';
import Disclaimer from '@/components/Disclaimer';

export default async function ArticlePage({ params }) {
  const { locale, slug } = await params;
  const post = await getPost(locale, slug);
  if (!post) notFound();
  return (
    <article>
      <h1>{post.data.title}</h1>
      <MDXRemote source={post.body} />
      <Disclaimer />
    </article>
  );
}
