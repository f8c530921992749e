using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Server.Observability;

/// <summary>Stanzas counted by a reading loop on its own, until they are worth telling.</summary>
internal struct StanzaTally
{
    public int Messages { get; private set; }

    public int Iqs { get; private set; }

    public int Presences { get; private set; }

    public int Nonzas { get; private set; }

    public void Count(StanzaKind kind)
    {
        switch (kind)
        {
            case StanzaKind.Message:
                Messages++;
                break;
            case StanzaKind.Iq:
                Iqs++;
                break;
            case StanzaKind.Presence:
                Presences++;
                break;
            default:
                Nonzas++;
                break;
        }
    }
}
