using System.Xml;
using System.Xml.Linq;
using Tombolo.Interop.Identity;
using Tombolo.Server.Accounts;
using Tombolo.Xmpp.Roster;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary>
/// Reads a file of XEP-0227 one user after another. What cannot be taken is told by line, and reading goes on; only what is not XML, or holds an element
/// beyond all measure, ends it. No DTD, no entities, no inclusion of other files.
/// </summary>
internal sealed class PortableReader : IDisposable
{
    private const int MaxElementBytes = 16 << 20;
    private const int MaxContacts = 10_000;
    private const int MaxMessages = 10_000;

    private readonly BoundedStream _stream;
    private readonly XmlReader _reader;
    private readonly string _domain;
    private readonly Action<ImportProblem> _tell;

    public PortableReader(Stream stream, string domain, Action<ImportProblem> tell)
    {
        _stream = new BoundedStream(stream, MaxElementBytes);
        _reader = XmlReader.Create(_stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        _domain = domain;
        _tell = tell;
    }

    private int Line => ((IXmlLineInfo)_reader).LineNumber;

    /// <exception cref="XmlException">The file is not XML, or has a DTD.</exception>
    /// <exception cref="InvalidDataException">It is not of XEP-0227, or an element is beyond all measure.</exception>
    public IEnumerable<PortableUser> ReadUsers()
    {
        _reader.MoveToContent();
        if (_reader.LocalName != "server-data" || _reader.NamespaceURI != PortableNames.Namespace)
        {
            throw new InvalidDataException("the file does not begin with <server-data xmlns='urn:xmpp:pie:0'>");
        }

        while (_reader.Read())
        {
            _stream.Mark();
            if (_reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (IsHost())
            {
                continue;
            }

            while (_reader.NodeType == XmlNodeType.Element)
            {
                if (Is("user") && ReadUser() is { } user)
                {
                    yield return user;
                }
                else if (!Is("user") && _reader.NodeType == XmlNodeType.Element)
                {
                    SkipUnknown();
                }
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private bool Is(string name) => _reader.NodeType == XmlNodeType.Element && _reader.LocalName == name && _reader.NamespaceURI == PortableNames.Namespace;

    /// <summary>True when the reader stands on the host's start tag; a host that is not this one is passed over whole.</summary>
    private bool IsHost()
    {
        if (!Is("host"))
        {
            return false;
        }

        if (_reader.GetAttribute("jid") is var jid && jid != _domain)
        {
            _tell(new ImportProblem(Line, $"the accounts of {jid} are not for this host, which is {_domain}"));
            _reader.Skip();
        }

        return true;
    }

    private void SkipUnknown()
    {
        _tell(new ImportProblem(Line, $"nothing is known of <{_reader.LocalName}>"));
        _reader.Skip();
        _stream.Mark();
    }

    /// <summary>Reads the user the reader stands on and leaves it behind the end tag.</summary>
    private PortableUser? ReadUser()
    {
        var (line, name, password) = (Line, _reader.GetAttribute("name"), _reader.GetAttribute("password"));
        var user = new PortableUser(name ?? "", line) { Password = password };
        if (_reader.IsEmptyElement)
        {
            _reader.Read();
            return name is null ? Nameless(line) : user;
        }

        var depth = _reader.Depth;
        _reader.Read();
        while (_reader.Depth > depth)
        {
            if (_reader.NodeType != XmlNodeType.Element)
            {
                _reader.Read();
            }
            else if (Is("offline-messages"))
            {
                ReadMessages(user);
            }
            else
            {
                user = Take(user, Line, (XElement)XNode.ReadFrom(_reader));
            }

            _stream.Mark();
        }

        _reader.Read();
        return name is null ? Nameless(line) : user;
    }

    private PortableUser? Nameless(int line)
    {
        _tell(new ImportProblem(line, "a user has no name"));
        return null;
    }

    private PortableUser Take(PortableUser user, int line, XElement element)
    {
        if (element.Name == PortableNames.Scram + "scram-credentials")
        {
            var (credentials, problem) = PortableScram.Read(element);
            if (credentials is null)
            {
                _tell(new ImportProblem(line, problem!));
                return user;
            }

            return credentials.Hash == Xmpp.Sasl.Scram.ScramHash.Sha1 ? user with { Sha1 = credentials } : user with { Sha256 = credentials };
        }

        if (element.Name == PortableNames.Own + "account")
        {
            return element.Attribute("type")?.Value is (IdentifierTypes.Phone or IdentifierTypes.Handle) and var type && element.Attribute("value")?.Value is { Length: > 0 and <= 64 } value
                ? user with { Identifier = new AccountIdentifier(type, value), Region = element.Attribute("region")?.Value ?? "" }
                : user;
        }

        if (element.Name == PortableNames.Roster + "query")
        {
            ReadRoster(user, line, element);
            return user;
        }

        _tell(new ImportProblem(line, $"nothing is known of <{element.Name.LocalName} xmlns='{element.Name.NamespaceName}'>"));
        return user;
    }

    private void ReadRoster(PortableUser user, int line, XElement query)
    {
        foreach (var element in query.Elements())
        {
            if (RosterItem.Read(element) is { Subscription: not RosterSubscription.Remove } item && user.Roster.Count < MaxContacts)
            {
                user.Roster.Add(item);
            }
            else
            {
                _tell(new ImportProblem(line, $"a contact of {user.Name} has no sound address or subscription, or is one too many"));
            }
        }
    }

    private void ReadMessages(PortableUser user)
    {
        if (_reader.IsEmptyElement)
        {
            _reader.Read();
            return;
        }

        var depth = _reader.Depth;
        _reader.Read();
        while (_reader.Depth > depth)
        {
            if (_reader.NodeType != XmlNodeType.Element)
            {
                _reader.Read();
                continue;
            }

            var line = Line;
            var message = PortableStanza.Read((XElement)XNode.ReadFrom(_reader));
            if (message is not null && user.Messages.Count < MaxMessages)
            {
                user.Messages.Add(message);
            }
            else
            {
                _tell(new ImportProblem(line, $"a message for {user.Name} is no message with sender and time, is too large, or is one too many"));
            }

            _stream.Mark();
        }

        _reader.Read();
    }
}
