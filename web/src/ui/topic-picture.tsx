import './topic-picture.css';
import { topicPaths, type TopicPictureName } from './topic-paths.ts';

const isOurs = (name: string): name is TopicPictureName => name in topicPaths;

/** The picture of a topic beside its name: an uploaded one, else one of ours; it says nothing that the name does not. */
export function TopicPicture({ picture, pictureUrl }: { picture: string | null; pictureUrl: string | null }) {
  if (pictureUrl) return <img className="topic-picture" src={pictureUrl} alt="" width={48} height={48} loading="lazy" />;
  return <span className="topic-picture" aria-hidden="true"><svg viewBox="0 0 24 24" focusable="false"><path d={topicPaths[picture && isOurs(picture) ? picture : 'other']} /></svg></span>;
}
