import MDXComponents from '@theme-original/MDXComponents';
import Rounded from '@site/src/components/Rounded';

export default { ...MDXComponents, Rounded };
