namespace Tombolo.App.Wordings;

/// <summary>The app's words in German.</summary>
internal static class German
{
    public static Wording Create() => new()
    {
        Language = "de",
        Days = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
        Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        DateFormat = "{0}. {1} {2}",
        Common = Common(),
        Welcome = Welcome(),
        Chats = Chats(),
        NewChat = NewChat(),
        Chat = Chat(),
        Details = Details(),
        Requests = Requests(),
        ThirdParty = ThirdParty(),
        Settings = Settings(),
        Connection = Connection(),
        Errors = Errors(),
    };

    private static CommonWording Common() => new()
    {
        Back = "Zurück",
        Close = "Schließen",
        Cancel = "Abbrechen",
        Continue = "Weiter",
        Save = "Speichern",
        On = "Ein",
        Off = "Aus",
        OnPartner = "bei {0}",
        Loading = "{0} wird geöffnet …",
        UpdateReady = "Eine neuere Version liegt bereit.",
        Update = "Jetzt aktualisieren",
        Crashed = "Hier ist etwas schiefgegangen. Deine Nachrichten sind auf diesem Gerät sicher.",
        Reload = "Neu öffnen",
    };

    private static WelcomeWording Welcome() => new()
    {
        Title = "Willkommen bei {0}",
        PhoneLead = "Private Chats mit deiner Telefonnummer. Und wenn du willst auch mit Menschen, die einen anderen Messenger nutzen.",
        EmailLead = "Chats für die Arbeit, mit deiner E-Mail-Adresse. Sie erreichen auch Menschen bei anderen Messengern.",
        PhoneLabel = "Deine Telefonnummer",
        PhoneHint = "Mit Ländervorwahl, zum Beispiel +49 1512 3456789",
        EmailLabel = "Deine E-Mail-Adresse",
        EmailHint = "Wir schicken einen Code dorthin, um zu sehen, dass sie dir gehört",
        Start = "Konto anlegen",
        CodeTitle = "Gib deinen Code ein",
        CodeByText = "Wir haben ihn per SMS an {0} geschickt.",
        CodeByEmail = "Wir haben ihn per E-Mail an {0} geschickt.",
        CodeLabel = "Code",
        Verify = "Bestätigen",
        ChangeIdentifier = "Andere verwenden",
        SendAgain = "Neuen Code senden",
        DemoNumber = "Entwicklungsmodus: schon ausgefüllt, es wird nichts wirklich verschickt.",
        DemoCode = "Entwicklungsmodus: Der Code trägt sich selbst ein.",
        MakingKeys = "Deine Schlüssel entstehen auf diesem Gerät …",
        Promise = "Deine Schlüssel entstehen auf diesem Gerät und verlassen es nie.",
        AgainTitle = "Bitte melde dich neu an",
        AgainLead = "Der Server kennt dieses Gerät nicht mehr. Die Chats darauf sind noch da.",
        AgainButton = "Neu anmelden als {0}",
        ElsewhereTitle = "{0} ist woanders offen",
        ElsewhereLead = "Ein anderer Tab oder ein anderes Fenster nutzt dieses Konto. Das kann immer nur eines, damit keine Nachricht verloren geht.",
        UseHere = "Hier verwenden",
    };

    private static ChatsWording Chats() => new()
    {
        Title = "Chats",
        ThirdParty = "Drittanbieter-Chats",
        ThirdPartyLead = "Menschen bei {0}",
        ThirdPartyOff = "Ausgeschaltet",
        ThirdPartyEmpty = "Noch hat niemand von einem anderen Messenger geschrieben.",
        ThirdPartyEmptyHint = "Beginne selbst einen Chat oder gib deine Nummer weiter.",
        New = "Neuer Chat",
        Settings = "Einstellungen",
        Empty = "Noch keine Chats",
        EmptyHint = "Beginne einen: Du brauchst nur eine Telefonnummer.",
        Unread = "{0} ungelesen",
        UnreadOne = "1 ungelesen",
        Requests = "{0} Anfragen",
        RequestOne = "1 Anfrage",
        You = "Du: {0}",
        Pick = "Wähle einen Chat oder beginne einen neuen",
        ReadOnly = "nur lesen",
        Yesterday = "Gestern",
        Today = "Heute",
    };

    private static NewChatWording NewChat() => new()
    {
        Where = "Welchen Messenger nutzt die Person?",
        Phone = "Telefonnummer",
        Email = "E-Mail-Adresse",
        Handle = "Benutzername",
        Known = "Menschen aus dieser Vorführung",
        Open = "Chat beginnen",
        PhoneInvalid = "Schreib die Nummer mit Ländervorwahl, zum Beispiel +34 600 000 000.",
        EmailInvalid = "Schreib eine vollständige E-Mail-Adresse, zum Beispiel bea@wren.example.",
        HandleInvalid = "Schreib einen Benutzernamen.",
        ThirdPartyHint = "Um Menschen bei einem anderen Messenger zu schreiben, schalte Drittanbieter-Chats in den Einstellungen ein.",
    };

    private static ChatWording Chat() => new()
    {
        Messages = "Nachrichten mit {0}",
        Composer = "Nachricht",
        Send = "Senden",
        Details = "Details zu diesem Chat",
        Encrypted = "Ende-zu-Ende-verschlüsselt",
        EncryptedShort = "Verschlüsselt",
        EncryptedLine = "Nachrichten sind hier Ende-zu-Ende-verschlüsselt. Nur du und {0} könnt sie lesen, nicht die Dienste dazwischen.",
        Queued = "Wartet auf den Versand",
        Sent = "Gesendet",
        Delivered = "Zugestellt",
        Read = "Gelesen",
        Failed = "Nicht gesendet",
        WaitingForKey = "Diese Nachricht fehlt noch. Sie wurde erneut angefordert und erscheint dann hier.",
        Unsupported = "Diese Art von Nachricht kann noch nicht gezeigt werden.",
        YouWrote = "Du",
        NewMessages = "Neue Nachrichten",
        FirstTime = "Schreib die erste Nachricht. {0} sieht eine Anfrage und entscheidet, ob eine Antwort kommt.",
        FirstTimeNative = "Schreib die erste Nachricht.",
        ReadOnlyOff = "Du hast Drittanbieter-Chats ausgeschaltet. Du kannst diesen Chat lesen, aber niemand kann darin schreiben.",
        ReadOnlyBlocked = "Du hast diese Person blockiert. Was sie schreibt, erreicht dich nicht.",
        ReadOnlyPeer = "Diese Person nimmt von hier keine Nachrichten mehr an.",
        TurnOn = "Wieder einschalten",
        Unblock = "Freigeben",
        NoticeKey = "Die Schlüssel von {0} haben sich geändert, meist wegen eines neuen Telefons oder einer neuen App. Vergleiche die Sicherheitsnummer, wenn du sichergehen willst.",
        NoticeIdentifier = "Diese Person ist jetzt {0}.",
        NoticeReadOnly = "Dieser Chat lässt sich vorerst nur lesen.",
        NoticeWritable = "Hier kannst du wieder schreiben.",
    };

    private static DetailsWording Details() => new()
    {
        Title = "Über diesen Chat",
        Identifier = "Von {0} für diesen Chat bestätigt",
        Service = "Messenger",
        Encryption = "Verschlüsselung",
        Suite = "Signal-Protokoll, von deinem Gerät zum anderen",
        Privacy = "Sobald eine Nachricht bei {0} ist, gelten dafür die Regeln von {0}.",
        SafetyNumber = "Sicherheitsnummer",
        SafetyLead = "Vergleiche sie mit {0}, am Telefon oder persönlich. Zeigen beide Bildschirme dieselben Ziffern, steht niemand dazwischen.",
        SafetyLater = "Sie erscheint nach der ersten Nachricht.",
        Block = "{0} blockieren",
        BlockLead = "Die Sperre gilt nur bei {0}. Anderswo kann die Person dich weiterhin erreichen.",
    };

    private static RequestsWording Requests() => new()
    {
        Title = "Nachrichtenanfrage",
        Lead = "{0} möchte dir schreiben",
        LeadPartner = "{0} möchte dir von {1} aus schreiben",
        Discreet = "Niemand erfährt, ob du das gesehen hast oder wie du entscheidest, bis du annimmst.",
        Accept = "Annehmen",
        Decline = "Ablehnen",
        Block = "Blockieren",
        Preview = "Was geschrieben wurde",
    };

    private static ThirdPartyWording ThirdParty() => new()
    {
        Title = "Drittanbieter-Chats",
        IntroTitle = "Schreib Menschen bei anderen Messengern",
        IntroLead = "Sie behalten ihre App, du behältst deine. Aus, bis du es willst, und jederzeit wieder aus.",
        TurnOn = "Einschalten",
        ExplainTitle = "Gut zu wissen, bevor es losgeht",
        ExplainEncrypted = "Nachrichten bleiben Ende-zu-Ende-verschlüsselt. Weder {0} noch der andere Dienst kann sie unterwegs lesen.",
        ExplainPolicy = "Was in der anderen App ankommt, unterliegt der Datenschutzerklärung jenes Dienstes, nicht unserer.",
        ExplainNumber = "Der andere Dienst erfährt deine Telefonnummer. Name, Bild und Kontakte werden nicht übermittelt.",
        ExplainReach = "Wer dort deine Nummer kennt, kann dich anfragen. Du entscheidest jedes Mal.",
        ExplainBlocked = "Sperren reisen nicht mit: Wen du hier blockiert hast, kann von einem anderen Dienst neu anfragen.",
        ExplainSpam = "Spam und Betrug können häufiger sein. Vor deinem Ja kommt nichts über die Anfrage hinaus.",
        ExplainMissing = "Einige Funktionen fehlen: Vorerst tragen diese Chats Text, ohne Gruppen und Anrufe.",
        PickTitle = "Wähle die Messenger",
        PickLead = "Nur Menschen bei denen, die du ankreuzt, können dir schreiben, und du ihnen.",
        PickNone = "Noch ist kein anderer Messenger angeschlossen. Sobald es einen gibt, steht hier ein Hinweis.",
        PickByEmail = "Menschen dort findest du über die E-Mail-Adresse",
        PickByPhone = "Menschen dort findest du über die Telefonnummer",
        PickByHandle = "Menschen dort findest du über den Benutzernamen",
        InboxTitle = "Wo sollen diese Chats erscheinen?",
        InboxSeparate = "In einer eigenen Liste",
        InboxSeparateLead = "Ein Eintrag über deinen Chats führt dorthin",
        InboxCombined = "Zwischen deinen anderen Chats",
        InboxCombinedLead = "Jeder trägt den Namen seines Messengers",
        Done = "Fertig",
        Step = "Schritt {0} von 4",
        OnLead = "Menschen bei diesen Messengern können dich anfragen.",
        Messengers = "Messenger",
        Inbox = "Eingang",
        TurnOff = "Drittanbieter-Chats ausschalten",
        TurnOffLead = "Die Chats bleiben lesbar. Neues wird nicht zugestellt, und wer schreibt, erfährt das.",
        ReadAgain = "Noch einmal lesen, was das bedeutet",
    };

    private static SettingsWording Settings() => new()
    {
        Title = "Einstellungen",
        Account = "Konto",
        PhoneNumber = "Telefonnummer",
        Email = "E-Mail-Adresse",
        About = "Info",
        Device = "Dieses Gerät",
        DeviceLead = "Nachrichten und Schlüssel liegen verschlüsselt in diesem Browser",
        Version = "Version",
    };

    private static ConnectionWording Connection() => new()
    {
        Connecting = "Verbinden …",
        Offline = "Offline. Was du schreibst, geht hinaus, sobald eine Verbindung da ist.",
        Online = "Verbunden",
    };

    private static ErrorsWording Errors() => new()
    {
        NumberInvalid = "Das sieht nicht nach einer Telefonnummer aus. Schreib sie mit Ländervorwahl, zum Beispiel +34 600 000 000.",
        EmailInvalid = "Das sieht nicht nach einer E-Mail-Adresse aus. Bitte prüfe sie.",
        RegistrationClosed = "Dieser Server nimmt gerade keine Registrierungen an. Der Betreiber muss zuerst SMS einrichten.",
        RateLimited = "Das war zu oft. Bitte warte ein paar Minuten und versuch es noch einmal.",
        CodeWrong = "Das ist nicht der Code, den wir geschickt haben. Bitte prüfe ihn und versuch es noch einmal.",
        CodeExpired = "Dieser Code ist abgelaufen. Fordere einen neuen an.",
        AttemptsExhausted = "Zu viele falsche Codes. Fordere einen neuen an.",
        NotReachable = "Unter {0} ist niemand erreichbar. Vielleicht nutzt die Person einen anderen Messenger oder hat Drittanbieter-Chats nicht eingeschaltet.",
        OptedOut = "{0} hat Drittanbieter-Chats ausgeschaltet. Die Nachricht wurde nicht zugestellt.",
        OptInFirst = "Schalte zuerst in den Einstellungen Drittanbieter-Chats ein.",
        TooLong = "Diese Nachricht ist zu lang. Teile sie in kürzere auf.",
        Offline = "Der Server ist nicht erreichbar. Prüfe die Verbindung und versuch es noch einmal.",
        SignInAgain = "Der Server kennt dieses Gerät nicht mehr. Melde dich neu an.",
        EnlistmentEnded = "Dein Zugang von hier ist beendet. Melde dich neu an, um ihn zu erneuern.",
        Blocked = "Du hast diese Person blockiert. Gib sie frei, um zu schreiben.",
        Unknown = "Das hat nicht geklappt ({0}). Bitte versuch es noch einmal; wenn es so bleibt, sag dem Betreiber Bescheid.",
    };
}
