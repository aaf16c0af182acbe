import React from 'react';
import Layout from '@theme-original/DocItem/Layout';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import RiskWarning from '@site/src/components/RiskWarning';

export default function LayoutWrapper(props) {
  const { frontMatter } = useDoc();
  return (
    <>
      <Layout {...props} />
      {frontMatter.hide_risk !== true && <RiskWarning kind={frontMatter.kind} />}
    </>
  );
}
