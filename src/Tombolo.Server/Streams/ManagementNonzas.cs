using Tombolo.Xmpp.StreamManagement;
using Tombolo.Xmpp.Stanzas;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Streams;

/// <summary>What the peer of a managed stream says about acknowledgements (XEP-0198 section 4).</summary>
internal static class ManagementNonzas
{
    /// <summary>Returns the stream error for what must not be.</summary>
    public static StreamError? Take(in StanzaEnvelope element, DeviceSession session)
    {
        if (Acknowledgement.IsRequest(element))
        {
            session.AcknowledgeWhenSettled();
            return null;
        }

        if (!Acknowledgement.IsAnswer(element))
        {
            // To begin a second time, too (section 3).
            return new StreamError(StreamErrorCondition.PolicyViolation);
        }

        return !Acknowledgement.TryReadAnswer(element, out var handled)
            ? new StreamError(StreamErrorCondition.BadFormat)
            : session.Feed.Acknowledge(handled)
                ? null
                : new StreamError(StreamErrorCondition.UndefinedCondition) { TooHigh = new HandledCountTooHigh(handled, session.Feed.Sent) };
    }
}
