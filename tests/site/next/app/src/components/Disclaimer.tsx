import { useTranslations } from 'next-intl';

type Props = { kind?: 'article' | 'letter' };

export default function Disclaimer({ kind = 'article' }: Props) {
  const t = useTranslations('legal');
  if (kind === 'letter') {
    return <p>{t('letter')}</p>;
  }
  return (
    <aside>
      <p>{t('advice')}</p>
    </aside>
  );
}
