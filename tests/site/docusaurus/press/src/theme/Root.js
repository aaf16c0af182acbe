import React from 'react';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

export default function Root({children}) {
  const {siteConfig} = useDocusaurusContext();
  return (
    <>
      {children}
      <aside>{siteConfig.customFields.house}</aside>
    </>
  );
}
